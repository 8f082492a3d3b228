'use strict'

/** An event that a listener may prevent, and which says whether one did. */
function preventable(fields = {}) {
  const event = {
    ...fields,
    defaultPrevented: false,
    preventDefault: () => {
      event.defaultPrevented = true
    },
  }
  return event
}

/** Emits `name` with such an event; answers whether it was prevented. */
function prevented(emitter, name, ...values) {
  const event = preventable()
  emitter.emit(name, event, ...values)
  return event.defaultPrevented
}

module.exports = { preventable, prevented }
