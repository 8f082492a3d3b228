// breaks house/layers

import { findChromium } from '../../scripts/chromium.mjs'

export const find = findChromium
