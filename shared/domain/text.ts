import * as z from 'zod'
import { rule } from './rules.ts'

const utf8Bytes = (text: string) => new TextEncoder().encode(text).length

// controls, bidi, zero-width and other blank characters, lone surrogates: nothing a name needs, everything a forger wants
export const hidden = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\u2800\ufff9-\ufffb]/u
const hiddenButLineBreaks =
  /[[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\u2800\ufff9-\ufffb]--[\n\t\ufe0f]]/v

// toLowerCase() folds the Kelvin sign into k, and so one address into another
const asciiLower = (text: string) => text.replace(/[A-Z]+/g, (capitals) => capitals.toLowerCase())

/** One line of visible text, NFC, trimmed, at most `bytes` of UTF-8. */
export const line = (bytes: number) =>
  z
    .string()
    .overwrite((s) => s.normalize('NFC').trim())
    .min(1)
    .refine((s) => utf8Bytes(s) <= bytes, rule('bytes', { limit: bytes }))
    .refine((s) => !hidden.test(s), rule('one-line'))

/** Several lines of visible text, NFC, at most `bytes` of UTF-8. */
export const paragraph = (bytes: number) =>
  z
    .string()
    .overwrite((s) => s.normalize('NFC').replace(/\r\n?/g, '\n').trim())
    .min(1)
    .refine((s) => utf8Bytes(s) <= bytes, rule('bytes', { limit: bytes }))
    .refine((s) => !hiddenButLineBreaks.test(s), rule('visible'))

export const name = line(64)
export const reference = line(32)

/** A number that can be dialled, with an extension at most. */
export const phone = line(32).refine(
  (s) => /^\+?[\d\s()./-]+(?:(?:x|ext\.?)\s*\d{1,6})?$/i.test(s) && /\d(?:\D*\d){4}/.test(s),
  rule('phone'),
)

/** An e-mail address of ASCII letters, lower-cased: no Unicode, so no folding one address into another. */
export const email = z
  .string()
  .overwrite((s) => asciiLower(s.trim()))
  .pipe(z.email(rule('email').error).max(128))

export const domainName = z
  .string()
  .overwrite((s) => asciiLower(s.trim()))
  .pipe(
    z
      .string()
      .max(64)
      .regex(/^(?=.{1,64}$)([a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}$/, rule('domain').error),
  )

export const country = z.string().regex(/^[A-Z]{2}$/, rule('country').error)

/** A tenant's or person's id as an identity provider gives it. */
export const uuid = z
  .string()
  .overwrite(asciiLower)
  .pipe(z.guid(rule('uuid').error))

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
