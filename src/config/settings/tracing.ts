import { address, fraction, oneOf, optional, required, text } from '../setting.ts'

/** OpenTelemetry's own names. Those that stand here are checked at start; its packages read the others as well. */
export const tracing = {
  endpoint: optional('OTEL_EXPORTER_OTLP_ENDPOINT', {
    section: 'Tracing',
    type: address('http', 'https'),
    defaultText: 'no traces',
    description:
      'Base address of an OpenTelemetry collector; traces go to `/v1/traces` there, as OTLP over HTTP in JSON. See docs/tracing.md.',
    example: 'http://otel-collector:4318',
  }),
  tracesEndpoint: optional('OTEL_EXPORTER_OTLP_TRACES_ENDPOINT', {
    section: 'Tracing',
    type: address('http', 'https'),
    defaultText: 'from `OTEL_EXPORTER_OTLP_ENDPOINT`',
    description: 'The complete address for traces, when it is a different one.',
    example: 'http://traces:4318/v1/traces',
  }),
  protocol: optional('OTEL_EXPORTER_OTLP_PROTOCOL', {
    section: 'Tracing',
    type: oneOf(['http/json', 'http/protobuf', 'grpc']),
    defaultText: '`http/json`',
    description: 'Only `http/json` is supported; any other value causes a warning. Collectors accept it on port 4318.',
    example: 'http/json',
  }),
  disabled: required('OTEL_SDK_DISABLED', 'false', {
    section: 'Tracing',
    type: oneOf(['true', 'false']),
    description: '`true`: no traces, whatever the other variables say.',
    example: 'true',
  }),
  exporter: required('OTEL_TRACES_EXPORTER', 'otlp', {
    section: 'Tracing',
    type: oneOf(['otlp', 'none']),
    description: '`none`: no traces, whatever the other variables say.',
    example: 'none',
  }),
  serviceName: optional('OTEL_SERVICE_NAME', {
    section: 'Tracing',
    type: text(),
    defaultText: '`atenex`',
    description: 'The name under which traces are shown; `OTEL_RESOURCE_ATTRIBUTES` adds more to it.',
    example: 'atenex-develop',
  }),
  sampler: optional('OTEL_TRACES_SAMPLER', {
    section: 'Tracing',
    type: oneOf([
      'always_on',
      'always_off',
      'traceidratio',
      'parentbased_always_on',
      'parentbased_always_off',
      'parentbased_traceidratio',
    ]),
    defaultText: "`parentbased_always_on`: all, unless the caller's trace is not sampled",
    description: 'Which traces are kept.',
    example: 'parentbased_traceidratio',
  }),
  samplerArgument: optional('OTEL_TRACES_SAMPLER_ARG', {
    section: 'Tracing',
    type: fraction(0, 1),
    defaultText: '1',
    description: 'Share of the traces that a `…traceidratio` sampler keeps.',
    example: '0.1',
  }),
}
