import type { Message } from '../domain/message.ts'
import { visibleLine } from './render-words.ts'

/** A name of which no part reads as a link or placeholder: `Fabrikam Ltd.Şti.` becomes `Fabrikam Ltd. Şti.` */
export const harmless = (name: string): string =>
  visibleLine(name)
    .replace(/[{}@:]|(?<=www)\./giu, ' ')
    .replace(/\.(?=\p{L}{2})/gu, '. ')
    .replace(/ +/g, ' ')
    .trim()

/** The message as it goes out: signed by the person who sends it. A draft has no signature, so that anybody can send it. */
export function signed<M extends Message>(message: M, sender: string | undefined): M {
  const signature = harmless(sender ?? '')
  return signature === '' ? message : { ...message, text: `${message.text}\n\n${signature}` }
}
