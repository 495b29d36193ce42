export const commonEn = {
  skip: 'Skip to the content',
  service: 'Liaison',
  operatedBy: (p: { operator: string }) => `${p.operator} operates this service.`,
  signIn: 'Sign in',
  signOut: 'Sign out',
  signedInAs: (p: { name: string; signInName: string }) => `${p.name} (${p.signInName})`,
  otherLanguage: 'Türkçe',
  otherLanguageLabel: 'Bu sayfayı Türkçe göster',
  errorInTitle: (p: { title: string }) => `Error: ${p.title}`,
  errorSummary: 'There is a problem',
  back: 'Back',
  next: 'Next page',
  cancel: 'Cancel',
  required: 'Enter this.',
  navigation: 'Pages',
  requestId: (p: { id: string }) => `Request id: ${p.id}`,
  parts: { relationship: 'your resellers', agreement: 'the customer agreement', privileges: 'admin access' },
  mayDecide: (p: { parts: string }) =>
    `Your role lets you decide about ${p.parts} only. A Global Administrator can decide about everything.`,
  home: {
    title: 'Reseller relationships',
    lead: 'Resellers ask customers for a business relationship here, and customers decide with open eyes.',
    partnerTitle: 'You are a reseller',
    partnerText: 'Ask a customer for a relationship, see who answered, manage your customers.',
    partnerLink: 'Open the partner console',
    customerTitle: 'You are a customer',
    customerText: 'See your resellers, what they may do, and take it back any time.',
    customerLink: 'Open your resellers',
    invitedTitle: 'You got an invitation',
    invitedText: 'Open the link in the mail, or paste its code.',
    invitedLink: 'Paste the code',
  },
  signedOut: {
    title: 'You are signed out',
    text: 'You are signed out of this service. To sign out of your organisation, too, sign out there.',
    again: 'Sign in again',
  },
  signInFailed: {
    again: 'Try again',
    another: 'Use another account',
    stale: {
      title: 'This sign-in is no longer valid',
      text: 'It took too long, was started in another browser, or was already used. Nothing has changed.',
      help: (_: { operator: string }) => 'Try again. If this happens every time, allow cookies for this site.',
    },
    denied: {
      title: 'You are not signed in',
      text: 'You cancelled the sign-in, or your organisation does not let you use this application. Nothing has changed.',
      help: (_: { operator: string }) =>
        'Try again if you cancelled. Otherwise ask an administrator of your organisation for permission.',
    },
    refused: {
      title: 'The sign-in was refused',
      text: 'The service that checks your work account answered with an error. Nothing has changed.',
      help: (p: { operator: string }) => `Try again. If this happens every time, tell ${p.operator} about it.`,
    },
    'client-refused': {
      title: 'Sign-in is not set up correctly',
      text: 'The service that checks your work account does not accept the credentials of this application. This is not your fault, and we have logged it.',
      help: (p: { operator: string }) => `Only ${p.operator} can fix this. Tell them, and try again later.`,
    },
    unusable: {
      title: 'The sign-in could not be completed',
      text: 'The service that checks your work account sent an answer that we cannot accept. Nothing has changed, and we have logged it.',
      help: (p: { operator: string }) => `Try again. If this happens every time, tell ${p.operator} about it.`,
    },
    unavailable: {
      title: 'Sign-in is not available right now',
      text: 'The service that checks your work account has a problem. Nothing has changed.',
      help: (p: { operator: string }) => `Try again in a few minutes. If it takes longer, tell ${p.operator} about it.`,
    },
    'no-answer': {
      title: 'The sign-in got no answer',
      text: 'The service that checks your work account did not answer in time. Nothing has changed.',
      help: (p: { operator: string }) => `Try again in a few minutes. If it takes longer, tell ${p.operator} about it.`,
    },
    'too-large': {
      title: 'You cannot be signed in',
      text: 'Your account has more roles than your browser can store for this site. We have logged it.',
      help: (p: { operator: string }) => `Use an account with fewer roles, or ask ${p.operator} for help.`,
    },
  },
  problem: {
    notFoundTitle: 'There is no such page',
    notFoundText: 'Check the address, or start again.',
    forbiddenTitle: 'You may not do this',
    failedTitle: 'Something went wrong',
    failedText: 'It is our fault, and it is logged. Try again in a moment.',
    staleTitle: 'The page was open too long',
    staleText: 'Go back, load the page again and repeat what you did.',
    home: 'Go to the start page',
  },
}

/** The shape that every other language must fill. */
export type CommonWords = typeof commonEn
