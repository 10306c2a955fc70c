/**
 * What the help of the commands that people use says, by its English. Operators' commands have a line in the list; what they say themselves is
 * English.
 */
export const spanishHelp: ReadonlyMap<string, string> = new Map([
  // of every command
  ['Usage:', 'Uso:'],
  ['Arguments:', 'Argumentos:'],
  ['Options:', 'Opciones:'],
  ['Commands:', 'Comandos:'],
  ['Global Options:', 'Opciones de todos los comandos:'],
  ['display help for command', 'muestra la ayuda del comando'],
  ['output the version number', 'muestra la versión'],
  [
    "Answers questions about a company's own documents and shows where each answer comes from.",
    'Responde a preguntas sobre los documentos propios de una empresa y muestra de dónde sale cada respuesta.',
  ],
  ['where the server is', 'dónde está el servidor'],
  [
    'company to act for; a local server knows a default',
    'empresa para la que se actúa; un servidor local conoce una por defecto',
  ],
  ['user to act as; a local server knows a default', 'usuario que actúa; un servidor local conoce uno por defecto'],
  [
    'API key or token, for a server that asks for one; the variable keeps it out of sight',
    'clave o token, para un servidor que lo pida; con la variable no queda a la vista',
  ],
  ['write JSON', 'escribe JSON'],
  [
    'language in which the commands for users speak and the server explains warnings and failures; answers follow the question',
    'idioma en que hablan los comandos de los usuarios y en que el servidor explica avisos y fallos; las respuestas siguen a la pregunta',
  ],
  [
    'longest time for one request; for an upload, the longest silence',
    'tiempo máximo de una petición; de una subida, el silencio más largo',
  ],
  // what each command does
  [
    'upload files and folders and wait until they are processed',
    'sube archivos y carpetas y espera a que estén procesados',
  ],
  [
    'Uploads files and folders and waits until they are processed.',
    'Sube archivos y carpetas y espera a que estén procesados.',
  ],
  ['files or folders', 'archivos o carpetas'],
  ['return when everything is uploaded', 'termina cuando todo está subido'],
  [
    'inside folders, follow links that lead out of them, and links to folders',
    'dentro de las carpetas, sigue los enlaces que salen de ellas y los que llevan a carpetas',
  ],
  ['files sent at the same time, 1 to 16', 'archivos que se envían a la vez, de 1 a 16'],
  ['ask a question and see where the answer comes from', 'haz una pregunta y mira de dónde sale la respuesta'],
  [
    'Asks a question about the documents of the company and shows where the answer comes from.',
    'Hace una pregunta sobre los documentos de la empresa y muestra de dónde sale la respuesta.',
  ],
  ['the question; quotes are not needed', 'la pregunta; no hacen falta comillas'],
  ['continue this chat', 'continúa esta conversación'],
  ['chunks the answer may draw on, 1 to 20', 'fragmentos en que puede basarse la respuesta, de 1 a 20'],
  ['list the documents', 'lista los documentos'],
  [
    'Lists the documents of the company, last changed first.',
    'Lista los documentos de la empresa, primero los últimos que cambiaron.',
  ],
  ['how many, 1 to 100', 'cuántos, de 1 a 100'],
  ['how many, 1 to 200', 'cuántos, de 1 a 200'],
  ['how many to leave out', 'cuántos se saltan'],
  ['all of them, page after page', 'todos, página tras página'],
  ['show one document', 'muestra un documento'],
  ['Shows one document: state, progress, what went wrong.', 'Muestra un documento: estado, progreso, qué falló.'],
  ['id of the document', 'id del documento'],
  ['process a failed document again', 'procesa de nuevo un documento con error'],
  [
    'Processes a document in error again and waits for the outcome.',
    'Procesa de nuevo un documento con error y espera el resultado.',
  ],
  ['return at once', 'termina enseguida'],
  ['delete documents and everything made from them', 'elimina documentos y todo lo que se hizo de ellos'],
  [
    'Deletes documents with everything made from them, and waits until nothing is left.',
    'Elimina documentos con todo lo que se hizo de ellos, y espera a que no quede nada.',
  ],
  ['ids of the documents', 'ids de los documentos'],
  ['how long to wait while a store is away', 'cuánto se espera mientras un almacén no responde'],
  ['list your chats, or show one', 'lista tus conversaciones, o muestra una'],
  [
    'Lists the chats of the user, last changed first, or shows the messages of one.',
    'Lista las conversaciones del usuario, primero las últimas que cambiaron, o muestra los mensajes de una.',
  ],
  ['id of a chat', 'id de una conversación'],
  // operators' commands, in the list
  [
    'run Atenex; settings are environment variables, see docs/configuration.md',
    'arranca Atenex; los ajustes son variables de entorno, véase docs/configuration.md',
  ],
  ['the database and the collection of this installation', 'la base de datos y la colección de esta instalación'],
  [
    'copy the database, the originals and the keys of this machine while it runs',
    'copia la base de datos, los originales y las claves de esta máquina mientras funciona',
  ],
  ['put a backup into a new data folder', 'pone una copia de seguridad en una carpeta de datos nueva'],
  ['check every part of the running server', 'comprueba cada parte del servidor en marcha'],
  ['move everything to another vector store, and back', 'traslada todo a otro almacén de vectores, y de vuelta'],
  ['rebuild all vectors from PostgreSQL', 'rehace todos los vectores a partir de PostgreSQL'],
  ['read documents of older versions again', 'lee de nuevo los documentos que leyeron versiones anteriores'],
  ['create, list and revoke API keys (ATENEX_AUTH=keys)', 'crea, lista y revoca claves (ATENEX_AUTH=keys)'],
  [
    'serve search, answers and documents to assistants (MCP)',
    'ofrece búsqueda, respuestas y documentos a asistentes (MCP)',
  ],
  [
    'compare documents, vectors and originals, and repair what differs',
    'compara documentos, vectores y originales, y repara lo que difiere',
  ],
  [
    'estimate what the vector store costs, and what would save money',
    'estima lo que cuesta el almacén de vectores, y con qué se ahorraría',
  ],
])
