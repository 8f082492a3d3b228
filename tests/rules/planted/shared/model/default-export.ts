// breaks house/named-exports

export default function nameless() {
  return 1
}
