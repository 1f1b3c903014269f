# The number of a survey's keys, by which partners see that they have the same.

## On the form

key-heading = The number of this survey’s key
key-body = Every partner should see the same number here; it is in your invitation too. Comparing it shows two partners whether they have one key. It does not catch a server that sends one of them another program.
key-link = What the number is for

## When it is another one than before

key-differs-heading = This survey has another key than before
key-differs-body = With a key of your own you could be told apart from the other partners. So nothing is sent. Your answers stay on this device, and you can save them as a file.
key-differs-first = The number at your first visit
key-differs-now = The number now
key-differs-do = Please ask the organisation that invited you which number is right, over another channel than this page and its e-mails: by telephone, for instance.
client-key-differs = The survey has another key than before, so nothing is sent. Your answers are still here.

## The public page

key-why = What it is for
key-why-same = Before your answers are sent, the server signs a sealed note with the survey’s key. If every partner has the same key, the signature does not tell who answered.
key-why-compare = Your form works this number out from the key that it uses, and so does everybody else’s. If two partners see the same number, they have the same key. The invitation names it too.
key-why-differs = If you see another number than this one, please send nothing and tell the organisation that invited you, over another channel than this page and its e-mails.
key-why-limits = It shows two partners whether they have one key. It does not catch a server that sends somebody another program, which could show any number.
