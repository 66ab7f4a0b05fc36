/** The article that came out four days ago. */
export const ARTICLE = `Une légende n’est pas une description. C’est une serveuse : elle dit ce qu’il y a, combien ça coûte, et jusqu’à quand.

J’ai relu les 214 publications que j’ai faites pour des restaurants depuis deux ans, et compté les réservations que chacune a vraiment apportées. Trois choses reviennent.

## 1. Le prix n’y est pas

« C’est combien ? » est le commentaire le plus fréquent à Lomé, et celui qui attend le plus longtemps sa réponse. Pendant ce temps, la personne a mangé ailleurs.

> Avant : Notre délicieux poisson braisé vous attend ! Venez nombreux.
>
> Après : Bar braisé, ablo, piment vert : 3 500 FCFA. À Tokoin, ce midi, jusqu’à épuisement.

## 2. La première ligne parle de vous

Les réseaux coupent après deux ou trois lignes. Si elles disent « Nous sommes heureux de », le plat reste caché.

## 3. Personne n’a de prénom

« Notre chef » n’a jamais été partagé. Kodjo, onze ans de braise, l’a été 412 fois.`;

/** Comments waiting under the article, and one already answered. */
export const COMMENTS = [
  {
    name: 'Yao S.',
    text: 'Fait lire à toute l’équipe. Et quand le client refuse d’afficher ses prix ?',
    approved: true,
    answer: 'Je lui compte, sur un mois, les « c’est combien ? » restés sans réponse. Le nombre convainc mieux que moi.',
  },
  { name: 'Essi K.', text: 'Le passage sur les prénoms m’a convaincue. Je commence demain avec notre pâtissière.', answer: null },
] as const;
