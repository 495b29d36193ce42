/** What a schema asks for beyond type and size. Its words, and those of every kind below, are in shared/messages/wrong-field. */
export const rules = [
  'email',
  'domain',
  'country',
  'uuid',
  'day',
  'time',
  'days',
  'phone',
  'bytes',
  'one-line',
  'visible',
  'well-formed',
  'metadata-key',
  'metadata-size',
  'rows',
  'provider',
  'mixed-scripts',
  'look-alike',
  'vendor-voice',
  'vendor-name',
] as const
export type Rule = (typeof rules)[number]

/** For a check of a schema: which rule it is, and what the words of the rule need. */
export const rule = (code: Rule, params: { limit?: number; text?: string } = {}) => ({ error: code, params })
