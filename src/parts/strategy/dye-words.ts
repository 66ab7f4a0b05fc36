import {
  strategy_dye_bissap,
  strategy_dye_kola,
  strategy_dye_lagune,
  strategy_dye_moringa,
  strategy_dye_nuit,
  strategy_dye_safran,
} from '#messages';
import type { Dye } from '#modules/strategy/shapes';

const WORDS: Record<Dye, () => string> = {
  kola: strategy_dye_kola,
  bissap: strategy_dye_bissap,
  lagune: strategy_dye_lagune,
  moringa: strategy_dye_moringa,
  safran: strategy_dye_safran,
  nuit: strategy_dye_nuit,
};

/** The colour and the weave, in words: « Kola, plein ». */
export const dyeWord = (dye: Dye): string => WORDS[dye]();
