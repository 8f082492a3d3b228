export default { one: 1 }
