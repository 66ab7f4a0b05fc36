export { frenchEdits, piecesOf, setFrench } from '#words/french-typography.ts';
