import { channelTr } from './channel.tr.ts'
import type { Messages } from './en.ts'
import { draftTr, invitationMailTr } from './mail.tr.ts'
import { noticesTr, remindersTr } from './notices.tr.ts'
import { rolesTr } from './roles.tr.ts'

export const tr: Messages = {
  risks: {
    low: { name: 'Düşük', meaning: 'Bilgileri görür veya destek talebi açar; çalışma düzeninizi değiştiremez.' },
    medium: { name: 'Orta', meaning: 'Tek bir hizmeti, maliyetini veya onu kimlerin kullanacağını değiştirebilir.' },
    high: {
      name: 'Yüksek',
      meaning: 'Oturum açma biçimini değiştirebilir ya da e-postalara, dosyalara veya cihazlara erişebilir.',
    },
    critical: { name: 'Kritik', meaning: 'Kuruluşunuzun tamamını denetimi altına alabilir.' },
  },
  roles: rolesTr,
  draft: draftTr,
  invitationMail: invitationMailTr,
  channel: channelTr,
  reminders: remindersTr,
  notices: noticesTr,
}
