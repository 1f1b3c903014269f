# Les messages aux partenaires. Une ligne vide commence un paragraphe ; un lien occupe sa propre ligne.

mail-decline =
    Si vous ne souhaitez pas participer, dites-le-nous ici et nous ne vous écrirons plus :
    { $decline }

mail-key = Le numéro de la clé de cette enquête, le même pour chaque partenaire :
mail-key-differs = Le formulaire l’affiche aussi. Si les deux diffèrent, n’envoyez pas de réponses et interrogez-nous par une autre voie, par téléphone par exemple. À quoi sert ce numéro :

mail-invitation-subject = { $survey } : votre avis nous importe
mail-invitation-body =
    Bonjour { $contact },

    Comment se passe le partenariat avec { $partner } ? Qu’est-ce qui vous aide, qu’est-ce qui vous gêne ? Nous posons ces questions à tous nos partenaires, et vos réponses décident de ce que nous changerons. Vous pouvez vous interrompre et reprendre plus tard ; une fois ouvert, le formulaire fonctionne sans connexion.

    Votre lien personnel :
    { $link }

    Merci de répondre au plus tard le { $deadline }.

    Vos réponses sont conservées à part de votre nom et de votre organisation : personne, pas même nous, ne peut savoir qui a dit quoi. Nous voyons seulement si un partenaire a répondu.

mail-reminder-subject = Rappel : { $survey }
mail-reminder-body =
    Bonjour { $contact },

    Nous n’avons pas encore reçu de réponse de { $partner }. Si vous avez commencé, vos réponses sont toujours sur votre appareil et vous pouvez reprendre là où vous en étiez.

    Votre lien personnel :
    { $link }

    Vous pouvez répondre jusqu’au { $deadline }. Personne ne peut savoir qui a dit quoi : les réponses sont conservées à part des noms.

mail-last-call-subject = Derniers jours : { $survey }
mail-last-call-body =
    Bonjour { $contact },

    L’enquête se termine le { $deadline } et l’avis de { $partner } nous manque encore. Chaque réponse compte, même brève : vous pouvez laisser de côté les questions de votre choix.

    Votre lien personnel :
    { $link }

    Personne ne peut savoir qui a dit quoi : les réponses sont conservées à part des noms.

mail-extended-subject = Plus de temps : { $survey }
mail-extended-body =
    Bonjour { $contact },

    Le délai est prolongé : { $partner } peut désormais répondre jusqu’au { $deadline }.

    Votre lien personnel :
    { $link }

    Personne ne peut savoir qui a dit quoi : les réponses sont conservées à part des noms.

mail-closing-early-subject = Fin anticipée : { $survey }
mail-closing-early-body =
    Bonjour { $contact },

    L’enquête se termine plus tôt que nous ne l’avions annoncé : son dernier jour est désormais le { $deadline }. Il nous manque encore l’avis de { $partner }.

    Votre lien personnel :
    { $link }

    Personne ne peut savoir qui a dit quoi : les réponses sont conservées à part des noms.

mail-thanks-subject = Merci : { $survey }
mail-thanks-body =
    Bonjour { $contact },

    Merci pour le temps que { $partner } a consacré à l’enquête. Nous lisons toutes les réponses ensemble, sans les noms, et nous vous dirons ce qu’il en ressort et ce que nous en ferons.

# À l’ancienne adresse, ou à qui a l’ancien lien : un collègue a changé quelque chose. Ni lien, ni nom de qui l’a fait.
mail-address-changed-subject = Votre adresse a été changée : { $survey }
mail-address-changed-body =
    Bonjour,

    Jusqu’ici, nous écrivions à { $partner } à cette adresse au sujet de l’enquête « { $survey } ». Quelqu’un qui travaille pour nous a changé cela : désormais, nous écrivons à une autre adresse et non plus à celle-ci.

    Le lien personnel que vous avez reste le même.

mail-link-replaced-subject = Votre lien a été remplacé : { $survey }
mail-link-replaced-body =
    Bonjour,

    Quelqu’un qui travaille pour nous a remplacé le lien personnel de { $partner } vers l’enquête « { $survey } ». Le lien que vous avez ne fonctionne plus. Le nouveau ne figure pas dans ce message.

mail-not-expected = Si vous ne vous y attendiez pas, dites-le-nous : écrivez à { $address } ou interrogez-nous par une autre voie, par téléphone par exemple.
