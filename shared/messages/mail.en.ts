/** The mail that a partner reviews before it is sent. Short: it must fit into a mailto: address with the longest names. */
export const draftEn = {
  subject: ({ partner }: { partner: string }) => `${partner}: reseller request`,
  greeting: ({ name }: { name: string }) => `Hello ${name},`,
  greetingWithoutName: 'Hello,',
  opening: ({ partner }: { partner: string }) =>
    `${partner} would like to be your reseller. Please read the request and decide:`,
  privileges: 'It also asks for admin privileges for a limited time. You choose which of them you give.',
  noPrivileges: 'It asks for no admin privileges.',
  decision: 'An administrator of your organisation signs in and answers. You are free to say no.',
}

/** The invitation mail that the service itself sends. */
export const invitationMailEn = {
  header: 'A request from a reseller',
  preheader: ({ partner, until }: { partner: string; until: string }) =>
    `${partner} asks to be your reseller. You can answer until ${until}.`,
  heading: ({ partner }: { partner: string }) => `${partner} asks to be your reseller`,
  opening:
    'You decide. Nothing happens until an administrator of your organisation has signed in, read the request and said yes.',
  facts: {
    partner: 'Reseller',
    domain: 'Verified domain',
    country: 'Country',
    provider: 'Sells for',
    contact: 'Contact',
    email: 'E-mail',
    phone: 'Phone',
    customer: 'Asked of',
    privileges: 'Admin privileges',
    until: 'Answer until',
  },
  privilegesAsked: ({ count, days }: { count: number; days: number }) =>
    `${count === 1 ? '1 role' : `${count} roles`}, for ${days === 1 ? '1 day' : `${days} days`}`,
  privilegesNotAsked: 'None',
  messageFrom: ({ partner }: { partner: string }) => `Message from ${partner}`,
  linkIsBelow: '(the link is below)',
  button: 'Read and decide',
  buttonOpens: ({ portal }: { portal: string }) =>
    `For those who administer your organisation in ${portal}. Opening the page accepts nothing.`,
  ifYes: {
    title: 'If you say yes',
    reseller: ({ partner }: { partner: string }) =>
      `${partner} becomes one of your resellers and can supply services that you order from it. Your other resellers stay.`,
    noPrivileges: 'It gets no admin privileges.',
    privileges: ({ days }: { days: number }) =>
      `It gets the admin privileges below, for ${days === 1 ? '1 day' : `${days} days`}. You can strike single ones, shorten the time, or say yes without any, and you can take them away later.`,
    autoExtend: 'They are asked for with automatic extension, which you can refuse.',
    risk: ({ risk }: { risk: string }) => `Risk: ${risk}`,
  },
  notIncluded: {
    title: 'What is not included',
    noPrivileges: 'No admin privileges: no access to your people, settings, mail or files.',
    onlyThese: 'No other admin privileges than the ones above, and none after their time has ended.',
    noPurchase: 'No purchase: saying yes orders nothing and costs nothing.',
    noExclusivity: 'No exclusive tie: you may have several resellers, and you may ask to end this relationship.',
  },
  genuine: {
    title: 'How do I know that this is real?',
    operator: ({ operator, partner, domain }: { operator: string; partner: string; domain: string }) =>
      `${operator} operates this service, admitted ${partner} to it and verified the domain ${domain}.`,
    password:
      'Nobody will ask you for a password, by mail or by phone. You enter it only on the sign-in page that you always use.',
    phone: ({ partner }: { partner: string }) =>
      `In doubt, call ${partner} on a number that you already know, not on one from this mail.`,
    signIn: 'Your sign-in proves your organisation. Before you say yes, the page names the organisation that it binds.',
  },
  fallback: {
    title: 'If the button does not work',
    link: 'Copy this link into your browser:',
    code: ({ url }: { url: string }) => `Or open ${url} and paste this code:`,
  },
  footer: {
    why: ({ operator, sender, email }: { operator: string; sender: string; email: string }) =>
      `${operator} sent this mail to ${email} because ${sender} named you as the person to ask.`,
    reply: ({ contact }: { contact: string }) => `${contact} gets the replies.`,
    ignore:
      'If you do nothing, the request ends by itself. Not the right person? On the page you can pass it on to a colleague.',
  },
}
