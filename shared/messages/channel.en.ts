type Both = { partner: string; provider: string }

/** In place of the words that name only the reseller, where it sells for a provider: a yes is for both. */
export const channelEn = {
  // short, like the other words of the draft: it must fit into a mailto: address
  draftSubject: ({ partner, provider }: Both) => `${partner} and ${provider}: reseller request`,
  draftOpening: ({ partner, provider }: Both) =>
    `${partner} and its provider ${provider} would like to be your resellers. Please read the request and decide:`,
  draftPrivileges: 'The reseller also asks for admin privileges for a limited time. You choose which.',
  asks: ({ partner, provider }: Both) => `${partner} and its provider ${provider} ask to be your resellers`,
  asksYou: ({ partner, provider }: Both) =>
    `${partner} and its provider ${provider} ask to be your resellers: can you decide?`,
  preheader: ({ partner, provider, until }: Both & { until: string }) =>
    `${partner} and its provider ${provider} ask to be your resellers. You can answer until ${until}.`,
  become: ({ partner, provider }: Both) =>
    `${partner} becomes one of your resellers and can supply services that you order from it. Its provider ${provider} becomes one, too, and is your support contact unless another one was named. Your other resellers stay.`,
  noPrivileges: 'Neither of them gets admin privileges.',
  privileges: ({ partner, provider }: Both) => `Admin privileges are for ${partner} only; ${provider} gets none.`,
  decide: ({ partner, provider }: Both) => `Review the request of ${partner} and its provider ${provider}`,
  accepted: ({ partner, provider }: Both) => `${partner} and its provider ${provider} are your resellers`,
  receiptSubject: ({ partner, provider }: Both) => `Your receipt: you accepted ${partner} and its provider ${provider}`,
  receiptText: ({ partner, provider }: Both) =>
    `${partner} sells for ${provider}, so you also agreed to a relationship with ${provider} as its provider. Admin privileges are for ${partner} only.`,
}
