import * as z from 'zod'

const utf8Bytes = (text: string) => new TextEncoder().encode(text).length

// controls, bidi, zero-width and other blank characters, lone surrogates: nothing a name needs, everything a forger wants
const hidden = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\u2800\ufff9-\ufffb]/u
const hiddenButLineBreaks =
  /[[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\u2800\ufff9-\ufffb]--[\n\t\ufe0f]]/v

// toLowerCase() folds the Kelvin sign into k, and so one address into another
const asciiLower = (text: string) => text.replace(/[A-Z]+/g, (capitals) => capitals.toLowerCase())

/** One line of visible text, NFC, trimmed, at most `bytes` of UTF-8. */
export const line = (bytes: number) =>
  z
    .string()
    .overwrite((s) => s.normalize('NFC').trim())
    .min(1, 'must not be empty')
    .refine((s) => utf8Bytes(s) <= bytes, `must be at most ${bytes} bytes of UTF-8`)
    .refine((s) => !hidden.test(s), 'must be one line without control, bidi or zero-width characters')

/** Several lines of visible text, NFC, at most `bytes` of UTF-8. */
export const paragraph = (bytes: number) =>
  z
    .string()
    .overwrite((s) => s.normalize('NFC').replace(/\r\n?/g, '\n').trim())
    .min(1, 'must not be empty')
    .refine((s) => utf8Bytes(s) <= bytes, `must be at most ${bytes} bytes of UTF-8`)
    .refine((s) => !hiddenButLineBreaks.test(s), 'must not hold control, bidi or zero-width characters')

export const name = line(64)
export const reference = line(32)

/** An e-mail address of ASCII letters, lower-cased: no Unicode, so no folding one address into another. */
export const email = z
  .string()
  .overwrite((s) => asciiLower(s.trim()))
  .pipe(z.email('must be an e-mail address such as name@company.example').max(128))

export const domainName = z
  .string()
  .overwrite((s) => asciiLower(s.trim()))
  .pipe(
    z
      .string()
      .max(64)
      .regex(
        /^(?=.{1,64}$)([a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}$/,
        'must be a domain such as company.example',
      ),
  )

export const country = z.string().regex(/^[A-Z]{2}$/, 'must be an ISO 3166-1 alpha-2 code such as TR')

/** A tenant's or person's id as an identity provider gives it. */
export const uuid = z.string().overwrite(asciiLower).pipe(z.guid('must be a UUID'))

/** What follows the last `@`; empty without one, as a sign-in name need not be an address. */
export const domainOf = (address: string): string => {
  const at = address.lastIndexOf('@')
  return at < 0 ? '' : asciiLower(address.slice(at + 1))
}

/** Shows that an address is known without telling it: `c***a@contoso.example`. */
export function maskAddress(address: string): string {
  const at = address.lastIndexOf('@')
  const local = address.slice(0, at)
  const shown = local.length > 2 ? `${local[0]}***${local.at(-1)}` : `${local[0]}***`
  return `${shown}${address.slice(at)}`
}
