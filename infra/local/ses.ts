import { randomUUID } from 'node:crypto'
import { arn, type Stack } from './template.ts'

export interface Mail {
  messageId: string
  at: string
  from: string
  to: string[]
  replyTo: string[]
  subject: string
  text: string
  html: string
  /** every http(s) address in text and html, once */
  links: string[]
  tags: Record<string, string>
  configurationSet: string | undefined
  /** what the service would report later */
  feedback: Feedback | 'delivery'
}

const refusals = {
  throttle: ['Throttling', 'Maximum sending rate exceeded.'],
  quota: ['Throttling', 'Daily message quota exceeded.'],
  unverified: [
    'MessageRejected',
    'Email address is not verified. The following identities failed the check: x@example',
  ],
  pause: ['MessageRejected', 'Sending paused for this account.'],
  'mail-from': ['MailFromDomainNotVerified', 'Could not read the MX record of the custom MAIL FROM domain.'],
  reject: ['MessageRejected', 'The message contains a virus.'],
} as const
type Refusal = keyof typeof refusals
const isRefusal = (mood: Mood): mood is Refusal => Object.hasOwn(refusals, mood)
export const feedbacks = ['bounce', 'soft-bounce', 'auto-reply', 'complaint', 'delay'] as const
type Feedback = (typeof feedbacks)[number]
export const moods = [...(Object.keys(refusals) as Refusal[]), ...feedbacks] as const
export type Mood = (typeof moods)[number]

export interface SesError {
  code: string
  message: string
}
export type SesAnswer = { messageId: string } | { error: SesError }

const kept = 1000
const asList = (form: URLSearchParams, name: string) => {
  const values: string[] = []
  for (let i = 1; form.has(`${name}.member.${i}`); i++) values.push(form.get(`${name}.member.${i}`) ?? '')
  return values
}
const address = (mailbox: string) => (/<([^<>]+)>\s*$/.exec(mailbox)?.[1] ?? mailbox).trim()
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const controls = /[\u0000-\u001f\u007f]/
const isMailbox = (mailbox: string) =>
  /^[\x20-\x7e]+$/.test(mailbox) && /^[^\s@<>]+@[^\s@<>]+\.[^\s@<>]+$/.test(address(mailbox))

function readMail(form: URLSearchParams): Mail {
  const text = form.get('Message.Body.Text.Data') ?? ''
  const html = form.get('Message.Body.Html.Data') ?? ''
  const tags: Record<string, string> = {}
  for (let i = 1; form.has(`Tags.member.${i}.Name`); i++)
    tags[form.get(`Tags.member.${i}.Name`) ?? ''] = form.get(`Tags.member.${i}.Value`) ?? ''
  const found = `${text}\n${html.replaceAll('&amp;', '&')}`.match(/https?:\/\/[^\s"'<>]+/g) ?? []
  return {
    messageId: `local-${randomUUID()}`,
    at: new Date().toISOString(),
    from: form.get('Source') ?? '',
    to: asList(form, 'Destination.ToAddresses'),
    replyTo: asList(form, 'ReplyToAddresses'),
    subject: form.get('Message.Subject.Data') ?? '',
    text,
    html,
    links: [...new Set(found)],
    tags,
    configurationSet: form.get('ConfigurationSetName') ?? undefined,
    feedback: 'delivery',
  }
}

/** SES, with an inbox for everybody and moods that a test or a person may choose. */
export function createSes(stack: Stack, onFeedback: (mail: Mail) => void = () => {}) {
  const identities = stack
    .ofType<{ EmailIdentity: string }>('AWS::SES::EmailIdentity')
    .map((r) => r.properties.EmailIdentity.toLowerCase())
  const configurationSets = new Set(
    stack.ofType<{ Name?: string }>('AWS::SES::ConfigurationSet').map((r) => r.properties.Name ?? r.id),
  )
  const mails: Mail[] = []
  let mood: { next: Mood; times: number } | undefined

  const takeMood = () => {
    if (!mood) return undefined
    const { next } = mood
    if (--mood.times <= 0) mood = undefined
    return next
  }

  const identityOf = (source: string) => {
    const sender = address(source).toLowerCase()
    return identities.find((identity) => identity === sender || identity === sender.split('@')[1])
  }

  /** What SES itself would not take, in its own words. */
  const fault = (mail: Mail): SesError | undefined => {
    const invalid = (message: string) => ({ code: 'InvalidParameterValue', message })
    const recipients = [...mail.to, ...mail.replyTo]
    const wrong = [mail.from, ...recipients].find((mailbox) => !isMailbox(mailbox))
    if (mail.to.length === 0) return { code: 'MissingDestination', message: 'Must contain at least one recipient.' }
    if (mail.to.length > 50) return invalid('Recipient count exceeds 50.')
    if (wrong !== undefined) return invalid(`Invalid address "${wrong}": ASCII and name@domain are expected.`)
    if (mail.subject === '' || controls.test(mail.subject))
      return invalid('The subject is empty or has control characters.')
    if (mail.text === '' && mail.html === '') return invalid('The body has neither Text nor Html.')
    for (const [name, value] of Object.entries(mail.tags))
      if (!/^[\w-]{1,256}$/.test(name) || !/^[\w-]{1,256}$/.test(value))
        return invalid(`Invalid tag "${name}=${value}": letters, digits, _ and - are allowed, at most 256.`)
    if (mail.configurationSet !== undefined && !configurationSets.has(mail.configurationSet))
      return {
        code: 'ConfigurationSetDoesNotExist',
        message: `Configuration set <${mail.configurationSet}> does not exist.`,
      }
    if (!identityOf(mail.from))
      return {
        code: 'MessageRejected',
        message: `Email address is not verified. The following identities failed the check: ${address(mail.from)}`,
      }
    return undefined
  }

  return {
    /** the resources on which the sender needs ses:SendEmail */
    resources: (form: URLSearchParams) => {
      const source = form.get('Source') ?? ''
      const configurationSet = form.get('ConfigurationSetName')
      return [
        arn('ses', `identity/${identityOf(source) ?? address(source)}`),
        ...(configurationSet ? [arn('ses', `configuration-set/${configurationSet}`)] : []),
      ]
    },
    send: (form: URLSearchParams): SesAnswer => {
      const mail = readMail(form)
      const error = fault(mail)
      if (error) return { error }
      const now = takeMood()
      if (now && isRefusal(now)) {
        const [code, message] = refusals[now]
        return { error: { code, message } }
      }
      mail.feedback = now ?? 'delivery'
      mails.unshift(mail)
      mails.length = Math.min(mails.length, kept)
      onFeedback(mail)
      return { messageId: mail.messageId }
    },
    /** Newest first; with `to`, only what that address got. */
    inbox: (to?: string | null) =>
      to ? mails.filter((mail) => mail.to.some((one) => address(one).toLowerCase() === to.toLowerCase())) : mails,
    setMood: (next: Mood, times: number) => {
      mood = { next, times }
    },
  }
}

export type Ses = ReturnType<typeof createSes>
