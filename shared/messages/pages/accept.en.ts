/** What a refusal is about: the reseller, the reader's organisation and the countries of both. */
interface Refused {
  partner: string
  partnerCountry: string
  domain: string
  country: string
}

export const acceptEn = {
  paste: {
    title: 'Open your invitation',
    text: 'Open the link in the mail, or paste the code from it: the long line of letters and digits near its end.',
    label: 'Code',
    hint: '92 characters. You may also paste the whole link.',
    button: 'Open the invitation',
    wrong: 'This code is not one of ours. Copy the whole line from the mail and paste it again.',
    lost: 'Your browser no longer holds the invitation. Open the link in the mail again, or paste the code.',
    reading: 'Opening the invitation ...',
  },
  request: {
    title: (p: { partner: string }) => `${p.partner} asks to be your reseller`,
    lead: 'You decide. Nothing happens until an administrator of your organisation has signed in and said yes.',
    who: 'Who asks',
    facts: {
      partner: 'Reseller',
      domain: 'Verified domain',
      country: 'Country',
      contact: 'Contact',
      provider: 'Sells for',
      recipient: 'Sent to',
      until: 'Answer until',
      portal: 'Portal',
      operator: 'Operator of this service',
    },
    what: 'What they ask for',
    relationship: (p: { partner: string }) =>
      `${p.partner} becomes one of your resellers and can supply services that you order from it. Your other resellers stay.`,
    stays: (p: { partner: string }) => `${p.partner} stays your reseller.`,
    noPrivileges: 'No admin privileges: they cannot see or change your people, settings, mail or files.',
    privileges: (p: { duration: string }) =>
      `Admin privileges for ${p.duration}. You can strike single ones, shorten the time, or give none.`,
    extends: 'Unless you refuse it, they are extended by 180 days at a time, and you are told each time.',
    risk: (p: { risk: string }) => `Risk: ${p.risk}`,
    notAllowed: 'Not included:',
    renews: 'What changes for you',
    renewsToday: 'Today',
    renewsAfter: 'If you accept',
    renewsAdded: 'New roles',
    renewsRemoved: 'Roles that end',
    none: 'no admin privileges',
    until: (p: { date: string }) => `until ${p.date}`,
    signIn: 'Sign in to decide',
    signInHint: 'With your work account. Signing in decides nothing yet.',
    goOn: 'Go on to the decision',
    another: 'Use another account',
    signedInAs: (p: { signInName: string }) => `You are signed in as ${p.signInName}`,
    organisation: (p: { domain: string; tenant: string }) =>
      `You would decide for the organisation ${p.domain} (tenant ${p.tenant}).`,
  },
  decide: {
    title: (p: { partner: string }) => `Decide about the request of ${p.partner}`,
    bound: 'The organisation that will be bound',
    boundText: (p: { domain: string; tenant: string }) => `${p.domain}, tenant ${p.tenant}`,
    unproven:
      'The invitation was addressed to another domain. If you accept, the reseller must first confirm that you are its customer; until then it gets nothing.',
    agreement: 'Customer agreement',
    agreementText: (p: { title: string; version: string }) => `${p.title}, version ${p.version}`,
    agreementRead: 'Read the text',
    agreementAccepted: (p: { version: string }) =>
      `Your organisation has accepted version ${p.version} of the customer agreement already.`,
    agree: 'I accept the customer agreement for my organisation',
    agreeMissing: 'Accept the customer agreement, or decline the request.',
    firstName: 'First name',
    lastName: 'Last name',
    email: 'E-mail address',
    privileges: 'Which admin privileges do you give?',
    privilegesHint:
      "Clear the roles you don't want to grant. Without any role they become your reseller without admin privileges.",
    renewalHint:
      "Clear the roles you don't want to grant. Without any role all admin privileges end. The relationship stays.",
    days: 'For how many days?',
    daysHint: (p: { most: number; until: string }) => `At most ${p.most}, until ${p.until}.`,
    daysWrong: (p: { most: number }) => `Enter a number of days from 1 to ${p.most}.`,
    autoExtend: 'Extend by 180 days each time, until I stop it',
    accept: 'Accept',
    declineTitle: 'Or decline',
    reason: 'Reason (the reseller reads it)',
    reasonHint: 'You need not give one.',
    block: 'Block this reseller: no more of its mail, and no request of it can be accepted',
    decline: 'Decline',
    changed: 'Something in the request has changed while you were reading. Please read it once more.',
    refused: 'This cannot be accepted',
  },
  mayNot: {
    title: 'Your account may not decide',
    'role-not-held': (p: { signInName: string }) =>
      `You are signed in as ${p.signInName}, who does not hold a role that may decide, such as Global Administrator. Pass the request on to a colleague who does.`,
    'part-not-decidable': (p: { signInName: string }) =>
      `You are signed in as ${p.signInName}. Your role is not enough for this request. Forward it to a Global Administrator.`,
    'role-not-activated': (p: { signInName: string }) =>
      `You are signed in as ${p.signInName}. You may hold a role that decides, but it is not activated now. Activate it, then use the button below to sign in again.`,
    'roles-not-told': () =>
      'Your sign-in does not tell us which admin roles you hold. This is not your fault: ask the operator of this service to mend it.',
    guest: (p: { signInName: string }) =>
      `${p.signInName} is a guest or a delegated account. Only accounts of the organisation itself decide.`,
    'membership-not-told': () =>
      'Your sign-in does not tell us whether you belong to the organisation. This is not your fault: ask the operator of this service to mend it.',
    again: 'Sign in again',
  },
  cannot: {
    title: "You can't accept this request",
    options: 'Decline or forward',
    'customer-blocked': {
      text: (p: Refused) => `${p.partner}: your organisation blocks this reseller.`,
      whatToDo: 'Unblock it first. A Global Administrator can do that.',
    },
    'self-invitation': {
      text: (p: Refused) => `${p.domain} belongs to ${p.partner} itself.`,
      whatToDo: 'Only the customer can answer. Sign in with an account of the customer.',
    },
    'cloud-mismatch': {
      text: (p: Refused) => `${p.partner} is in another cloud than your organisation.`,
      whatToDo: 'Ask a reseller in your cloud.',
    },
    'region-mismatch': {
      text: (p: Refused) =>
        `${p.partner} (${p.partnerCountry}) and your organisation (${p.country}) are in different regions.`,
      whatToDo: 'Ask a reseller in your region.',
    },
    'country-without-region': {
      text: (p: Refused) => `${p.country} or ${p.partnerCountry} belongs to no region in which resellers may sell.`,
      whatToDo: 'Ask the operator of this service.',
    },
    'customer-country-unknown': {
      text: () => 'Your sign-in does not tell us the country of your organisation.',
      whatToDo: 'Ask the operator of this service to fix it.',
    },
    'tenant-mismatch': {
      text: (p: Refused) => `${p.partner} sent this request to another organisation than ${p.domain}.`,
      whatToDo: 'Sign in with an account of that organisation, or ask the reseller for a new request.',
    },
  },
  colleague: {
    title: 'I am not the right person',
    text: 'Send the same request to a colleague of your organisation.',
    email: "Your colleague's e-mail address",
    name: "Your colleague's name",
    button: 'Pass it on',
    done: 'Request forwarded',
    doneText: 'Your colleague gets the request by email. You need not do anything else.',
    notUs: 'This is not for our organisation',
    notUsText: 'Tell the reseller that the request has reached the wrong people. It stays open.',
    note: 'Note',
    notUsButton: 'Tell the reseller',
    notUsDone: (p: { partner: string }) => `We told ${p.partner}`,
    notUsDoneText: 'The request stays open until the reseller withdraws it. You need not do anything else.',
    back: 'Back to the request',
  },
  done: {
    acceptedTitle: (p: { partner: string }) => `${p.partner} is your reseller`,
    acceptedOn: (p: { date: string }) => `Accepted on ${p.date}.`,
    unconfirmed: 'The reseller must still confirm that you are its customer. Until then it gets nothing.',
    next: 'What happens next',
    steps: [
      'You get a receipt by mail with what was shown and when you said yes.',
      'The reseller sees you on its Customers page and answers for your support.',
      'You can change or take back admin privileges at any time.',
    ],
    partners: 'See your resellers',
    declinedTitle: 'You declined the request',
    declinedOn: (p: { date: string }) => `Declined on ${p.date}.`,
    declinedText: (p: { partner: string }) => `We told ${p.partner} that you declined.`,
    declinedNext: 'If you change your mind, ask the reseller for a new request.',
  },
  dead: {
    'link-superseded': {
      title: 'A newer link has replaced this one',
      text: 'The reseller sent the request again. Look for the newest mail and use its link.',
    },
    'invitation-revoked': {
      title: 'This request was withdrawn or closed',
      text: 'There is nothing left to decide. If you still want this reseller, ask them for a new request.',
    },
    'invitation-expired': {
      title: 'The time to answer is over',
      text: 'The request was not answered in time. Nothing has happened.',
    },
    'invitation-already-decided': {
      title: 'The request has been decided',
      text: 'The organisation has already answered it. Its people see the answer once they sign in.',
    },
    'not-found': {
      title: 'This link leads nowhere',
      text: 'It may have been cut by your mail program. Copy the whole link, or paste the code from the mail.',
    },
    'partner-not-active': {
      title: 'The reseller cannot be accepted at present',
      text: 'The operator of this service has suspended it. You can still ask the reseller when it will be back.',
    },
    signIn: 'Sign in to see the answer',
    paste: 'Paste the code',
    contact: 'Contact',
    fresh: 'Ask the reseller for a fresh link',
    freshDone: 'Asked. The reseller decides whether to send a fresh link.',
  },
  days: (n: number) => (n === 1 ? '1 day' : `${n} days`),
}

export type AcceptWords = typeof acceptEn
