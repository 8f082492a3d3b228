// breaks house/named-exports

const one = 1
export { one as default }
