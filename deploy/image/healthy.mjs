// Health command of a container: is the process alive? Kubernetes asks the same over HTTP. Nothing to ask is no answer.
const port = process.env.ATENEX_HEALTH_PORT ?? process.env.ATENEX_PORT ?? process.env.PORT ?? 8080
const reply = await fetch(`http://127.0.0.1:${port}/health`).catch(() => null)
process.exit(reply?.ok === true ? 0 : 1)
