import * as z from 'zod'
import { Problem } from './errors.ts'
import { line, paragraph } from './text.ts'

export const placeholder = '{link}'

/** The e-mail that a partner reviews: plain text with `{link}` where the personal link will stand. */
export const messageSchema = z.strictObject({ subject: line(200), text: paragraph(4000) })
export type Message = z.output<typeof messageSchema>

/** The draft e-mail, what the partner attached, and who wrote it: rarely read, so beside the state. */
export interface InvitationMessage extends Message {
  metadata?: Record<string, string>
  sender: { userId: string; name: string; email: string }
}

// what a mail program takes for one piece: all other characters, and a colon without slashes, part one link from the next
const piece = /(?:[\p{L}\p{M}\p{N}\p{So}_~/?#&=%+.@-]|:(?=\/\/))+/gu
// whatever it would turn into a link: scheme://..., www..., name@host, or a bare host name of any script
const linkLike = /:\/\/|www\.|[^@/]@[^@/]|[^.]\.\p{L}{2}/iu
// the only shapes that can be the partner's own; without the u flag, so that i folds nothing into ASCII
const plainLink = /^(?:https?:\/\/)?(?:[\w.+-]+@)?([a-z0-9-]+(?:\.[a-z0-9-]+)+)\.*(?:[/?#][\w~/?#&=%+.-]*)?$/i

const isOwn = (link: string, domain: string): boolean => {
  const host = plainLink.exec(link)?.[1]?.toLowerCase()
  return host === domain || host?.endsWith(`.${domain}`) === true
}

/** Exactly one `{link}`, and no link but to the partner's own verified domain. */
export function checkMessage(message: Message, partnerDomain: string): Message {
  const [inText = 0, inSubject = 0] = [message.text, message.subject].map((s) => s.split(placeholder).length - 1)
  if (inText !== 1 || inSubject !== 0) {
    const pointer = inText === 1 ? '/subject' : '/text'
    throw new Problem(
      'link-missing-in-message',
      `${placeholder} must stand exactly once in the text, where the personal link will be, and not in the subject; found ${inText} and ${inSubject}.`,
      {
        errors: [
          { pointer, code: 'link-missing-in-message', message: `${placeholder} must stand once in the text only` },
        ],
      },
    )
  }
  for (const pointer of ['subject', 'text'] as const) {
    const foreign = message[pointer]
      .replaceAll(placeholder, ' ')
      .match(piece)
      ?.find((link) => linkLike.test(link) && !isOwn(link, partnerDomain))
    if (foreign)
      throw new Problem(
        'foreign-link-in-message',
        `"${foreign}" reads as a link. Only plain links to ${partnerDomain} may stand in the message.`,
        {
          errors: [
            { pointer: `/${pointer}`, code: 'foreign-link-in-message', message: `"${foreign}" reads as a link` },
          ],
        },
      )
  }
  return message
}
