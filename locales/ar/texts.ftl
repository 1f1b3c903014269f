# نص رسائل الاستبيان: النص المعتاد، أو نص خاص بهذا الاستبيان.

texts-tab = النصوص
texts-lead = ما يقرؤه الشركاء في كل رسالة. لا يسري التعديل إلا على هذا الاستبيان.
texts-standard = النص المعتاد
texts-own = نص خاص بهذا الاستبيان
texts-change = تعديل النص
texts-back = نصوص جميع الرسائل
texts-heading = { $kind }، { $language }
texts-standard-lead = تستخدم هذه الرسالة النص المعتاد.
texts-own-lead = لهذه الرسالة نص خاص بهذا الاستبيان.
texts-waiting = تحمل الرسالة النص المحفوظ هنا لحظة إرسالها، ولذلك يسري التعديل أيضًا على الرسائل المنتظرة.
texts-kept = حُفظ النص، وستحمله الرسالة من الآن فصاعدًا.
texts-kept-standard = تستخدم الرسالة النص المعتاد من الآن فصاعدًا.
texts-subject = الموضوع
texts-body = النص
texts-body-hint = السطر الفارغ يبدأ فقرة جديدة، والرابط يكون في سطر مستقل.
texts-variables = ما يختلف من شريك إلى آخر
texts-variables-lead = اكتبوا هذه الكلمات مع أقواسها، فتُستبدل لكل شريك.
texts-variable-contact = الشخص المرسل إليه، أو المؤسسة إن لم يُعرف اسم
texts-variable-partner = المؤسسة
texts-variable-survey = عنوان الاستبيان
texts-variable-deadline = اليوم الأخير
texts-variable-link = الرابط الشخصي، ولا بد منه في النص
texts-variable-decline = رابط الاعتذار، ولا بد منه في النص
texts-theirs = ما حفظه شخص آخر في هذه الأثناء
texts-theirs-lead = نصكم موجود في النموذج أدناه، وإن حفظتموه حلّ محل هذا النص.
texts-preview-button = معاينة
texts-save = حفظ
texts-leave = الخروج دون حفظ
texts-reset = العودة إلى النص المعتاد
texts-reset-lead = سيُحذف النص الخاص بهذا الاستبيان لهذه الرسالة بهذه اللغة.
texts-reset-yes = حذفه واستخدام النص المعتاد
texts-preview = معاينة
texts-preview-unsaved = لم يُحفظ شيء بعد.
texts-preview-lead = أُعدّت مثالًا باسم { $partner }. لا يظهر الرابط الشخصي هنا.
texts-preview-html = كما تظهر في معظم برامج البريد
texts-preview-text = نصًا عاديًا
texts-example-partner = مؤسسة المثال
texts-example-contact = أمل حداد

## ما قد يكون خطأ

texts-error-empty = اكتبوا نصًا
# $most (Number) - the most characters
texts-error-long =
    { $most ->
        [zero] لا تتركوا أي حرف
        [one] اختصروه إلى حرف واحد
        [two] اختصروه إلى حرفين
        [few] اختصروه إلى { $most } أحرف
        [many] اختصروه إلى { $most } حرفًا
       *[other] اختصروه إلى { $most } حرف
    }
texts-error-line-break = يجب أن يكون الموضوع سطرًا واحدًا
texts-error-brace = هناك قوس لم يُغلق أو لم يُفتح. لا تُستخدم الأقواس إلا حول المتغيرات الواردة في القائمة أدناه
texts-error-unknown = لا يوجد متغير باسم { $variable }. اختاروا واحدًا من القائمة أدناه
texts-error-not-here = لا مكان للمتغير { $variable } هنا، فاحذفوه
texts-error-missing-link = الرابط الشخصي ناقص: ضعوا { $variable } في سطر مستقل
texts-error-missing-decline = رابط الاعتذار ناقص: ضعوا { $variable } في سطر مستقل
texts-error-not-alone = يجب أن يكون { $variable } في سطر مستقل
texts-error-personal-link = يحتوي هذا النص على الرابط الشخصي لأحد الشركاء، وسيصل إلى الجميع. ضعوا متغير الرابط مكانه
texts-error-meanwhile = غيّر شخص آخر هذا النص أثناء كتابتكم. قارنوا بين النصين ثم احفظوا مرة أخرى

## السجل

texts-event-own = عُدّل نص «{ $kind }».
texts-event-standard = عاد نص «{ $kind }» إلى النص المعتاد.
