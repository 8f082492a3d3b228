// breaks house/layers

import { App } from '../app/App'

export const whole = App
