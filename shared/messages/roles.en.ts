import type { AdminRoleCode } from '../domain/admin-roles.ts'

/** An admin role in the words of a shop owner. */
export interface RoleText {
  name: string
  allows: string
  notIncluded: string
}

export const rolesEn: Record<AdminRoleCode, RoleText> = {
  AP: {
    name: 'Application Administrator',
    allows: 'Can add apps that connect to your organisation, manage them all and approve most of what they ask for.',
    notIncluded: 'Cannot manage people, licences or billing.',
  },
  AU: {
    name: 'Authentication Policy Administrator',
    allows: 'Can set how everyone signs in: allowed methods, multi-factor settings and password rules.',
    notIncluded: "Cannot reset anyone's password or own sign-in methods.",
  },
  BI: {
    name: 'Billing Administrator',
    allows: 'Can buy, change and cancel subscriptions, manage payment and open support requests.',
    notIncluded: 'Cannot manage people or read mail and files.',
  },
  CA: {
    name: 'Cloud App Security Administrator',
    allows: 'Can manage Defender for Cloud Apps: which cloud apps are watched, its policies and its alerts.',
    notIncluded: 'Cannot manage people, passwords or licences.',
  },
  CD: {
    name: 'Cloud Device Administrator',
    allows: 'Can enable, disable and delete devices in your directory and read their BitLocker recovery keys.',
    notIncluded: 'Cannot change settings on the devices themselves.',
  },
  DN: {
    name: 'Domain Name Administrator',
    allows: 'Can add, verify and remove your domain names and set how people with such a name sign in.',
    notIncluded: 'Cannot read mail or files, or assign licences.',
  },
  EX: {
    name: 'Exchange Administrator',
    allows: 'Can manage all mailboxes and mail settings, also who may open a mailbox, and the groups that share mail.',
    notIncluded: 'Cannot reset passwords or assign licences.',
  },
  GR: {
    name: 'Global Reader',
    allows: 'Can see nearly all settings and reports that a Global Administrator sees.',
    notIncluded: 'Cannot change anything.',
  },
  IN: {
    name: 'Intune Administrator',
    allows: 'Can manage computers and phones: rules, apps, locking and wiping; also groups of people and devices.',
    notIncluded: "Cannot reset people's passwords or open mailboxes.",
  },
  PA: {
    name: 'Privileged Authentication Administrator',
    allows: 'Can reset the password and sign-in methods of anyone, Global Administrators included.',
    notIncluded: 'Gives no other right by itself, but every account can be taken over with it.',
  },
  PR: {
    name: 'Privileged Role Administrator',
    allows: 'Can give any admin role to anyone, itself included, and approve any permission that an app asks for.',
    notIncluded: 'Cannot reset most passwords itself, but can give itself a role that does.',
  },
  SE: {
    name: 'Security Administrator',
    allows: 'Can manage security: settings, sign-in rules, alerts and reports.',
    notIncluded: 'Cannot reset passwords, assign licences or change billing.',
  },
  SH: {
    name: 'SharePoint Administrator',
    allows: 'Can manage all SharePoint sites and OneDrive: settings, sharing and who may open the files.',
    notIncluded: "Cannot open people's mailboxes or reset passwords.",
  },
  TE: {
    name: 'Teams Administrator',
    allows: 'Can manage Teams: teams and their members, meetings, calls, phone numbers and settings.',
    notIncluded: 'Cannot read private chats or reset passwords.',
  },
  US: {
    name: 'User Administrator',
    allows: 'Can add, change and remove people and groups, assign licences and reset passwords, but for most admins.',
    notIncluded: 'Cannot take over Global Administrators, or buy anything.',
  },
  GL: {
    name: 'Global Administrator',
    allows: 'Can do everything: all settings, all people, all data and all roles.',
    notIncluded: 'Nothing is left out: this is full control.',
  },
  HE: {
    name: 'Helpdesk Administrator',
    allows: 'Can reset passwords of people who are not admins, sign them out everywhere and open support requests.',
    notIncluded: 'Cannot add or remove people, or reset passwords of most admins.',
  },
  SS: {
    name: 'Service Support Administrator',
    allows: 'Can open and follow support requests for you and see whether your services are healthy.',
    notIncluded: 'Cannot change settings, people or licences.',
  },
  LI: {
    name: 'License Administrator',
    allows: 'Can give licences to people and groups and take them away.',
    notIncluded: 'Cannot buy licences, add people or reset passwords.',
  },
  AT: {
    name: 'Authentication Administrator',
    allows: 'Can reset passwords and sign-in methods, such as a phone, of people who are not admins.',
    notIncluded: 'Cannot do so for Global Administrators and most other admins.',
  },
  CL: {
    name: 'Cloud Application Administrator',
    allows: 'Can add cloud apps that connect to your organisation, manage them and approve most of what they ask for.',
    notIncluded: 'Cannot publish apps of your own network (application proxy), or manage people.',
  },
  GO: {
    name: 'Groups Administrator',
    allows: 'Can add, change and delete groups, their members and rules, also the groups behind teams and sites.',
    notIncluded: 'Cannot add people, reset passwords, or change groups that carry admin roles.',
  },
  PS: {
    name: 'Password Administrator',
    allows: 'Can reset passwords of people who are not admins.',
    notIncluded: 'Cannot change other ways to sign in, or anything else about people.',
  },
  DY: {
    name: 'Dynamics 365 Administrator',
    allows: 'Can manage Dynamics 365: environments, settings and access.',
    notIncluded: 'Cannot manage mailboxes, passwords or licences.',
  },
  DB: {
    name: 'Dynamics 365 Business Central Administrator',
    allows: 'Can manage Business Central environments: create, update, export and delete them, and their extensions.',
    notIncluded: 'Cannot manage other Dynamics 365 products, or people.',
  },
  CO: {
    name: 'Compliance Administrator',
    allows: 'Can set the rules by which your data is kept, protected and audited, and see the reports.',
    notIncluded: 'Cannot manage people, passwords or licences.',
  },
  DR: {
    name: 'Directory Readers',
    allows: 'Can see the list of your people, groups and apps with basic details.',
    notIncluded: 'Cannot change anything, or read mail and files.',
  },
  DW: {
    name: 'Directory Writers',
    allows: 'Can add, block and unblock people, change their details, sign-in names and licences, and manage groups.',
    notIncluded: 'Cannot reset passwords or delete people.',
  },
  SR: {
    name: 'Security Reader',
    allows: 'Can see security settings, alerts, and sign-in and audit reports.',
    notIncluded: 'Cannot change anything.',
  },
  SO: {
    name: 'Security Operator',
    allows: 'Can look into security alerts and act on them.',
    notIncluded: 'Cannot change security policies or reset passwords.',
  },
  CN: {
    name: 'Conditional Access Administrator',
    allows: 'Can set who may sign in from where and with which device; a wrong rule can lock everyone out.',
    notIncluded: 'Cannot manage people, passwords or licences.',
  },
  RR: {
    name: 'Reports Reader',
    allows: 'Can see usage reports, and sign-in and audit reports.',
    notIncluded: 'Cannot see or change settings.',
  },
  MC: {
    name: 'Message Center Reader',
    allows: 'Can read announcements of changes in your services, and the list of people and groups.',
    notIncluded: 'Cannot change anything or open support requests.',
  },
  PP: {
    name: 'Power Platform Administrator',
    allows: 'Can manage Power Platform and Dynamics 365: environments, apps, flows and rules for data.',
    notIncluded: 'Cannot manage mailboxes, passwords or licences.',
  },
  FA: {
    name: 'Fabric Administrator',
    allows: 'Can manage Fabric and Power BI: settings, workspaces, capacity and who may see reports.',
    notIncluded: 'Cannot manage mailboxes, passwords or licences.',
  },
  AI: {
    name: 'AI Administrator',
    allows: 'Can manage Copilot and other AI services: settings, agents and usage reports.',
    notIncluded: 'Cannot manage people, passwords or licences.',
  },
}
