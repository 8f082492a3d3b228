// breaks house/pure-shared

export const home = () => process.env.HOME
