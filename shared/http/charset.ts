import { Problem } from '../domain/errors.ts'

const byteOrderMarks = [
  ['utf-8', [0xef, 0xbb, 0xbf]],
  ['utf-16le', [0xff, 0xfe]],
  ['utf-16be', [0xfe, 0xff]],
] as const

const whatToDo =
  'Save the file as "CSV UTF-8", or name its encoding in the Content-Type, such as application/csv; charset=windows-1254.'

/** The charset parameter of a Content-Type. */
export const charsetOf = (contentType: string): string | undefined =>
  /;\s*charset\s*=\s*"?([^\s";]+)/i.exec(contentType)?.[1]

function decoderFor(charset: string) {
  try {
    return new TextDecoder(charset, { fatal: true })
  } catch {
    throw new Problem(
      'unsupported-media-type',
      `The charset ${charset.slice(0, 40)} is not known. Send UTF-8, or a charset such as windows-1254 or iso-8859-9.`,
    )
  }
}

/**
 * Text of a file: in the encoding of its byte order mark, else in the charset that was named, else in UTF-8.
 * `asText`: the gateway has made UTF-8 of it already, whatever charset was named.
 */
export function decodeText(bytes: Uint8Array, { charset = 'utf-8', asText = false } = {}): string {
  const named = decoderFor(charset)
  // a mark is in the file itself; the charset is often a client's default
  const marked = byteOrderMarks.find(([, mark]) => mark.every((byte, i) => bytes[i] === byte))?.[0]
  const decoder = asText ? decoderFor('utf-8') : marked ? decoderFor(marked) : named
  const text = textOf(decoder, bytes)
  // NUL: UTF-16 that was read as something else; U+FFFD: bytes that were replaced on the way here
  if (text === undefined || /[\0\ufffd]/.test(text))
    throw new Problem('validation-failed', `The body is not text in ${decoder.encoding}. ${whatToDo}`)
  return text
}

function textOf(decoder: ReturnType<typeof decoderFor>, bytes: Uint8Array): string | undefined {
  try {
    return decoder.decode(bytes)
  } catch {
    return undefined
  }
}
