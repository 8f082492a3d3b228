// The text is written here and is a number.
export const three = JSON.parse('3') as number
export const kinds = ['claim', 'figure'] as const
