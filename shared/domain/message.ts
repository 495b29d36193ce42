import * as z from 'zod'
import { Problem } from './errors.ts'
import { line, paragraph } from './text.ts'

export const placeholder = '{link}'

/** The e-mail that a partner reviews: plain text with `{link}` where the personal link will stand. */
export const messageSchema = z.strictObject({ subject: line(200), text: paragraph(4000) })
export type Message = z.output<typeof messageSchema>

// whatever a mail program would turn into a link: scheme://..., www..., mailto:..., or a bare host name
const linkLike = /(?:\p{L}[\p{L}\p{N}+.-]*:\/\/|www\.|mailto:)\S+|[^\s@/]+@[^\s@/]+|(?:[\p{L}\p{N}-]+\.)+\p{L}{2,}/giu
const hostIn = /^(?:\p{L}[\p{L}\p{N}+.-]*:\/\/|mailto:)?(?:[^\s/?#]*@)?([^\s/?#:@]+)/iu

const isOwn = (link: string, domain: string): boolean => {
  const host = hostIn
    .exec(link)?.[1]
    ?.toLowerCase()
    .replace(/[.,;!)]+$/, '')
  return host === domain || host?.endsWith(`.${domain}`) === true
}

/** Exactly one `{link}`, and no link but to the partner's own verified domain. */
export function checkMessage(message: Message, partnerDomain: string): Message {
  const links = message.text.split(placeholder).length - 1
  if (links !== 1 || message.subject.includes(placeholder))
    throw new Problem(
      'link-missing-in-message',
      `The text must hold ${placeholder} exactly once, where the personal link will stand; found ${links}.`,
      {
        errors: [
          { pointer: '/text', code: 'link-missing-in-message', message: `must hold ${placeholder} exactly once` },
        ],
      },
    )
  for (const pointer of ['subject', 'text'] as const) {
    const foreign = message[pointer]
      .replaceAll(placeholder, ' ')
      .match(linkLike)
      ?.find((link) => !isOwn(link, partnerDomain))
    if (foreign)
      throw new Problem(
        'foreign-link-in-message',
        `"${foreign}" reads as a link. Only links to ${partnerDomain} may stand in the message.`,
        {
          errors: [
            { pointer: `/${pointer}`, code: 'foreign-link-in-message', message: `"${foreign}" reads as a link` },
          ],
        },
      )
  }
  return message
}
