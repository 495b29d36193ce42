type Days = { days: number }
type Channel = { customer: string; reseller: string }
type Names = { partner: string; customer: string }

/** A second letter to the invited person: the same request in a fixed frame. */
export const remindersEn = {
  reminder: {
    subject: ({ partner, days }: { partner: string } & Days) =>
      `Reminder: ${days === 1 ? '1 day' : `${days} days`} left to answer ${partner}`,
    heading: ({ partner }: { partner: string }) => `${partner} still waits for your answer`,
    opening: ({ until }: { until: string }) =>
      `The request below ends on ${until}. You decide; if you do nothing, it ends by itself.`,
  },
  forwarded: {
    subject: ({ partner }: { partner: string }) => `${partner} asks to be your reseller: can you decide?`,
    heading: ({ partner }: { partner: string }) => `${partner} asks to be your reseller`,
    opening: ({ by }: { by: string }) =>
      `${by} received this request, cannot decide it alone and passed it on to you. Nothing happens until an administrator of your organisation has signed in, read it and said yes.`,
    someone: 'A colleague',
    why: ({ operator, email, by }: { operator: string; email: string; by: string }) =>
      `${operator} sent this mail to ${email} because ${by} named you as the person to ask.`,
  },
}

/** What the service tells partners and customers of what has happened. */
export const noticesEn = {
  header: { partner: 'News about your customers', customer: 'News about your resellers' },
  button: { partner: 'Open in the console', customer: 'See your resellers' },
  note: {
    partner: 'You sign in as always. Nothing in this mail changes anything by itself.',
    customer: 'You sign in as always. There you see what each reseller may do, and can change it.',
  },
  why: {
    partner: ({ operator, partner }: { operator: string; partner: string }) =>
      `${operator} sends this to the contact of ${partner} and to whoever sent the request.`,
    customer: ({ operator, email }: { operator: string; email: string }) =>
      `${operator} sends this to ${email}, who said yes to the reseller for your organisation.`,
  },
  facts: {
    customer: 'Customer',
    recipient: 'Sent to',
    organisation: 'Proven organisation',
    tenant: 'Tenant',
    partner: 'Reseller',
    domain: 'Verified domain',
    provider: 'Sells for',
    support: 'Support contact',
    when: 'When',
    who: 'Who',
    reference: 'Your reference',
    invitation: 'Invitation',
    asked: 'Asked for',
    granted: 'Granted',
    grantedOnceConfirmed: ({ partner }: { partner: string }) => `Granted once ${partner} confirms`,
    ended: 'Ended',
    withheld: 'Granted as soon as you confirm',
    roles: 'Admin privileges',
    until: 'Until',
    agreement: 'Customer agreement',
    agreementHash: 'SHA-256 of its text',
    shownHash: 'SHA-256 of what was shown',
    history: 'Last entry of the history',
    reason: 'Reason',
    proposedDay: 'Proposed last day',
    agreedDay: 'Agreed last day',
  },
  none: 'None',
  rolesFor: ({ roles, days }: { roles: string; days: number }) =>
    `${roles} for ${days === 1 ? '1 day' : `${days} days`}`,
  rolesUntil: ({ roles, date }: { roles: string; date: string }) => `${roles} until ${date}`,
  extending: ({ terms }: { terms: string }) => `${terms}, extended automatically`,
  entry: ({ seq, hash }: { seq: number; hash: string }) => `Number ${seq}: ${hash}`,
  theirWords: ({ customer }: { customer: string }) => `In the words of ${customer}`,
  accepted: {
    subject: ({ customer }: { customer: string }) => `${customer} said yes`,
    text: ({ customer }: { customer: string }) => `${customer} is on your Customers page now.`,
    less: 'Less was granted than you asked for. That is the right of the customer; the relationship stands all the same.',
    unconfirmed:
      'The organisation that said yes is not the one that you wrote to. Until you press “This is my customer” you hold no admin privileges and can provision nothing. If you do not know it, refuse it.',
  },
  declined: {
    subject: ({ customer }: { customer: string }) => `${customer} said no`,
    text: 'The request is closed and its link works no more. You may ask again with a new invitation.',
  },
  'not-us': {
    subject: ({ customer }: { customer: string }) => `${customer}: the request may have reached the wrong people`,
    text: ({ domain }: { domain: string }) =>
      `Somebody of ${domain} opened the request and said that it is not meant for them. It stays open; revoke it if the address was wrong.`,
    unknown: 'another organisation',
  },
  expired: {
    subject: ({ customer }: { customer: string }) => `${customer} did not answer in time`,
    text: 'The request has expired and its link works no more. You may send it again: it gets a new link.',
  },
  bounced: {
    subject: ({ customer }: { customer: string }) => `The mail to ${customer} could not be delivered`,
    text: 'The request stays open. Check the address; if it is wrong, revoke the request and send a new one. You may also hand the link over yourself.',
  },
  'fresh-link-requested': {
    subject: ({ customer }: { customer: string }) => `${customer} asks for a fresh link`,
    text: 'Somebody holds a link of this request and asks for a new one. Send it again if you want them to answer.',
  },
  'support-end-proposed': {
    subject: {
      partner: ({ customer, date }: Names & { date: string }) =>
        `${customer} proposes that your responsibility for its support ends on ${date}`,
      customer: ({ partner, date }: Names & { date: string }) =>
        `${partner} proposes that its responsibility for your support ends on ${date}`,
    },
    open: {
      partner: ({ customer }: Names) =>
        `Nothing changes until you propose a date, too. If you agree, open the page of ${customer} in the console and enter a last day. The later of the two dates counts, until the end of that day in UTC.`,
      customer: ({ partner }: Names) =>
        `Nothing changes until your organisation proposes a date, too. If you agree, open the page of ${partner} among your resellers and enter a last day. The later of the two dates counts, until the end of that day in UTC.`,
    },
    agreed: ({ date }: { date: string }) =>
      `Both sides have now proposed a date. The responsibility ends on ${date}, at the end of that day in UTC.`,
    change: {
      partner: ({ customer }: Names) =>
        `Until then, you can propose another date on the page of ${customer} in the console.`,
      customer: ({ partner }: Names) =>
        `Until then, you can propose another date on the page of ${partner} among your resellers.`,
    },
  },
  'end-requested': {
    subject: ({ customer }: { customer: string }) => `${customer} asks to end the relationship`,
    text: 'You see on the customer’s page what still stands in the way of the end, and can remove the relationship there.',
  },
  'end-request-withdrawn': {
    subject: ({ customer }: { customer: string }) => `${customer} no longer asks to end the relationship`,
    text: 'The customer withdrew its request. The relationship continues, and you need not do anything.',
  },
  'agreement-requested': {
    subject: ({ partner }: { partner: string }) => `${partner} asks you to accept the new customer agreement`,
    text: ({ partner, version }: { partner: string; version: string }) =>
      `Version ${version} is in force. Until an administrator of your organisation accepts it, ${partner} cannot supply anything new to you. What you have stays as it is.`,
    button: 'Read the agreement',
    note: 'You sign in as always. You read the agreement before you accept it.',
  },
  'agreement-receipt': {
    subject: ({ version }: { version: string }) => `Your receipt: customer agreement, version ${version}`,
    text: 'Keep this mail. It proves which text your organisation accepted, who accepted it and when.',
    button: 'See the agreement',
    note: 'You sign in as always. Nothing more is needed.',
    why: ({ operator, email }: { operator: string; email: string }) =>
      `${operator} sends this to ${email}, the address that was given with the acceptance.`,
  },
  agreementOpen: ({ version }: { version: string }) =>
    `Version ${version} of the customer agreement is in force, and your organisation has not accepted it yet. You find it on the page of your resellers, under “Customer agreement”.`,
  receipt: {
    subject: ({ partner }: { partner: string }) => `Your receipt: you said yes to ${partner}`,
    text: ({ partner }: { partner: string }) =>
      `Keep this mail. It proves what was shown to you, what you agreed to and what ${partner} was granted.`,
    renewed: ({ partner }: { partner: string }) =>
      `Keep this mail. The relationship with ${partner} existed already; this proves what you granted anew.`,
    unconfirmed: ({ partner }: { partner: string }) =>
      `${partner} must still confirm that your organisation is its customer. Nothing begins before that.`,
    lapses: ({ partner, date }: { partner: string; date: string }) =>
      `If ${partner} does not confirm by ${date}, your acceptance lapses and we tell you. You can withdraw it on the page of your resellers.`,
    proof:
      'The numbers with letters are fingerprints: they belong to exactly one text. With the last entry of the history anybody can later check that nothing before it was changed.',
  },
  confirmed: {
    subject: ({ partner }: { partner: string }) => `Your receipt: ${partner} confirmed that you are its customer`,
    text: ({ partner }: { partner: string }) =>
      `Keep this mail with the receipt of your acceptance. The relationship with ${partner} has begun.`,
    granted: 'The admin privileges that you granted have begun. They still end on the date that you accepted.',
    expired: ({ date }: { date: string }) =>
      `The relationship begins without admin privileges: the time that you granted them for ended on ${date}.`,
    none: 'It begins without admin privileges.',
  },
  lapsed: {
    subject: ({ partner, customer }: Names) => `${partner}, ${customer}: the acceptance has lapsed`,
    partner:
      'Nobody confirmed in time that this organisation is your customer, so nothing has begun. If it is your customer, send it a new request.',
    customer: ({ partner }: { partner: string }) =>
      `${partner} did not confirm in time that your organisation is its customer. Nothing has begun, and nothing that you granted takes effect.`,
  },
  withdrawn: {
    subject: ({ customer }: { customer: string }) => `${customer} withdrew its acceptance`,
    text: 'The organisation ended the relationship before you confirmed it. Nothing has begun. You can send a new request.',
  },
  removed: {
    subject: ({ partner }: { partner: string }) => `The relationship with ${partner} has ended`,
    text: ({ partner }: { partner: string }) =>
      `${partner} has no access to your organisation any more, holds no admin privileges and is no longer responsible for your support.`,
  },
  'became-provider': {
    subject: ({ customer, reseller }: Channel) => `${customer} is now your customer through ${reseller}`,
    text: ({ customer, reseller }: Channel) =>
      `${customer} accepted the request of ${reseller}. You are now the provider of this customer, and find it on your Customers page.`,
    renewed: ({ customer, reseller }: Channel) =>
      `${customer}, which is your customer already, accepted the request of ${reseller}. You are now the provider of ${reseller} at this customer, too.`,
    unconfirmed: ({ reseller }: Channel) =>
      `The organisation that accepted is not the one that ${reseller} wrote to. You become its provider once ${reseller} confirms that it is a customer.`,
    support: 'You are also the support contact: the customer turns to you when it needs help.',
    privileges: ({ reseller }: Channel) =>
      `This gives you no admin privileges. What the customer grants belongs to ${reseller} alone.`,
    aReseller: 'a reseller of yours',
  },
  'ended-by-provider': {
    subject: ({ customer, provider }: { customer: string; provider: string }) =>
      `${provider} has ended your relationship with ${customer}`,
    text: ({ customer, provider }: { customer: string; provider: string }) =>
      `${provider}, your provider, removed ${customer}, and your relationship ended with it. You have no access to the customer, no admin privileges, and no responsibility for its support any more.`,
  },
  'privileges-expiring': {
    subject: ({ partner, customer, days }: Names & Days) =>
      `${partner}, ${customer}: admin privileges end in ${days === 1 ? '1 day' : `${days} days`}`,
    partner: 'If you still need them, invite the customer again: the same relationship gets new privileges.',
    customer: 'If you do nothing, they end by themselves. The relationship stays.',
    extends: {
      partner: 'They are extended automatically unless the customer stops that.',
      customer: 'They are extended automatically unless you stop that.',
    },
  },
  'privileges-extended': {
    subject: ({ partner, customer }: Names) => `${partner}, ${customer}: admin privileges were extended`,
    partner: 'The customer had agreed to the automatic extension and can end it any time.',
    customer: 'You had agreed to the automatic extension. You can end it, or take privileges away, any time.',
  },
  'privileges-expired': {
    subject: ({ partner, customer }: Names) => `${partner}, ${customer}: admin privileges have ended`,
    partner: 'The relationship stays. If you need privileges again, invite the customer again.',
    customer: 'The relationship stays. Your reseller can no longer use these privileges.',
  },
  'privileges-revoked': {
    subject: ({ partner, customer }: Names) => `${partner}, ${customer}: admin privileges were taken away`,
    partner: 'The customer took them away. The relationship stays, and so does your responsibility for support.',
    customer: 'Somebody of your organisation took them away. The relationship stays; you can give them back any time.',
    waiting: {
      partner: () =>
        'The customer took back the privileges that waited for your confirmation. You can still confirm the relationship; it then begins without them.',
      customer: ({ partner }: { partner: string }) =>
        `${partner} has not confirmed your organisation yet, and your organisation took back the privileges that waited for it. If it confirms, the relationship begins without them.`,
    },
  },
}
