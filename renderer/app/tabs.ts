export const tabs = ['read', 'compare', 'brief'] as const
export type Tab = (typeof tabs)[number]

export const tabWords: Record<Tab, string> = { read: 'Read', compare: 'Compare', brief: 'Brief' }

/** Ids that tie a tab to the panel it controls. */
export const tabId = (tab: Tab) => `tab-${tab}`
export const PANEL_ID = 'panel'
