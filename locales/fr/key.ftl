# Le numéro des clés d'une enquête, auquel les partenaires voient qu'ils ont la même.

## Sur le formulaire

key-heading = Le numéro de la clé de cette enquête
key-body = Chaque partenaire devrait voir ici le même numéro ; il figure aussi dans votre invitation. En le comparant, deux partenaires voient s’ils ont la même clé. Il ne révèle pas un serveur qui enverrait à l’un d’eux un autre programme.
key-link = À quoi sert ce numéro

## Lorsqu'il n'est plus le même

key-differs-heading = La clé de cette enquête n’est plus la même
key-differs-body = Une clé qui n’est que la vôtre permettrait de vous distinguer des autres partenaires. Rien n’est donc envoyé. Vos réponses restent sur cet appareil et vous pouvez les enregistrer dans un fichier.
key-differs-first = Le numéro lors de votre première visite
key-differs-now = Le numéro maintenant
key-differs-do = Veuillez demander à l’organisation qui vous a invité quel numéro est le bon, par une autre voie que cette page et ses courriels : par téléphone, par exemple.
client-key-differs = La clé de l’enquête n’est plus la même : rien n’est donc envoyé. Vos réponses sont toujours là.

## La page publique

key-why = À quoi il sert
key-why-same = Avant l’envoi de vos réponses, le serveur signe un billet scellé avec la clé de l’enquête. Si chaque partenaire a la même clé, la signature ne dit pas qui a répondu.
key-why-compare = Votre formulaire calcule ce numéro à partir de la clé qu’il utilise, et celui de chaque partenaire fait de même. Si deux partenaires voient le même numéro, ils ont la même clé. L’invitation l’indique aussi.
key-why-differs = Si vous voyez un autre numéro que celui-ci, n’envoyez rien et prévenez l’organisation qui vous a invité, par une autre voie que cette page et ses courriels.
key-why-limits = Il montre à deux partenaires s’ils ont la même clé. Il ne révèle pas un serveur qui enverrait à quelqu’un un autre programme, lequel pourrait afficher n’importe quel numéro.
