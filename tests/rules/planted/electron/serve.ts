// breaks house/layers

import { ourPage } from './shell/our-page'

export const page = ourPage
