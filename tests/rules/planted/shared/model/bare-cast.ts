// breaks house/explained-casts

export const three = JSON.parse('3') as number
