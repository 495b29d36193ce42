import type { Risk } from '../domain/admin-roles.ts'
import { channelEn } from './channel.en.ts'
import { draftEn, invitationMailEn } from './mail.en.ts'
import { noticesEn, remindersEn } from './notices.en.ts'
import { rolesEn } from './roles.en.ts'

const risks: Record<Risk, { name: string; meaning: string }> = {
  low: { name: 'Low', meaning: 'Reads information or opens support requests; cannot change how you work.' },
  medium: { name: 'Medium', meaning: 'Can change one service, its costs or who may use it.' },
  high: { name: 'High', meaning: 'Can change how people sign in, or reach their mail, files or devices.' },
  critical: { name: 'Critical', meaning: 'Can take control of your whole organisation.' },
}

/** Everything that people read, in English: the shape that every other language must fill. */
export const en = {
  risks,
  roles: rolesEn,
  draft: draftEn,
  invitationMail: invitationMailEn,
  channel: channelEn,
  reminders: remindersEn,
  notices: noticesEn,
}

export type Messages = typeof en
