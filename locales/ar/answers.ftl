# الإجابات المفتوحة: القراءة والموضوعات والترجمة والنشر.

answers-tab = الإجابات المفتوحة
answers-heading = الإجابات المفتوحة
answers-rule =
    { $count ->
        [zero] لإجابات كل سؤال ترتيب خاص به. ولا تبيّن أي صفحة أيّ الإجابات من مجيب واحد.
        [one] لإجابات كل سؤال ترتيب خاص به، وتظهر ابتداءً من إجابة واحدة. ولا تبيّن أي صفحة أيّ الإجابات من مجيب واحد.
        [two] لإجابات كل سؤال ترتيب خاص به، وتظهر ابتداءً من إجابتين. ولا تبيّن أي صفحة أيّ الإجابات من مجيب واحد.
        [few] لإجابات كل سؤال ترتيب خاص به، وتظهر ابتداءً من { $count } إجابات. ولا تبيّن أي صفحة أيّ الإجابات من مجيب واحد.
        [many] لإجابات كل سؤال ترتيب خاص به، وتظهر ابتداءً من { $count } إجابة. ولا تبيّن أي صفحة أيّ الإجابات من مجيب واحد.
       *[other] لإجابات كل سؤال ترتيب خاص به، وتظهر ابتداءً من { $count } إجابة. ولا تبيّن أي صفحة أيّ الإجابات من مجيب واحد.
    }
answers-other = { $question } («غير ذلك»)
answers-themes = الموضوعات
answers-theme = الموضوع
answers-code-book = دليل الموضوعات
answers-find = البحث في الإجابات
answers-search = النص
answers-search-hint = في الإجابات والترجمات، من غير تمييز بين صور الحرف الواحد ولا التشكيل.
answers-question = السؤال
answers-publication = النشر
answers-untagged = لم يصنّفها أحد
answers-not-mine = لم أصنّفها بعد
answers-disputed = اختلف المحللون فيها
answers-quoted = مقتبسة في التقرير
answers-found =
    { $count ->
        [zero] لا إجابات
        [one] إجابة واحدة
        [two] إجابتان
        [few] { $count } إجابات
        [many] { $count } إجابة
       *[other] { $count } إجابة
    }
answers-open = التصنيف والحجب والترجمة
answers-few = أسئلة إجاباتها أقل من أن تُقرأ
answers-few-lead = ما كتبه هذا العدد القليل قد يكشف هوية أصحابه. وتبقى هذه الإجابات مغلقة.
answers-coders =
    { $count ->
        [0] لم تُصنّف بعد
        [zero] لم تُصنّف بعد
        [one] صنّفها محلل واحد
        [two] صنّفها محللان
        [few] صنّفها { $count } محللين
        [many] صنّفها { $count } محللًا
       *[other] صنّفها { $count } محلل
    }
answers-gave = { $gave } من { $coders }
answers-translated-by = { $language }، ترجمة { $who }
answers-waiting = في الانتظار
answers-proposed = اقتُرح نص بعد الحجب
answers-as-is = تُنشر كما هي
answers-redacted = تُنشر بعد الحجب
answers-withheld = لا تُنشر
answers-one = إجابة مفتوحة
answers-done-themes = حُفظت موضوعاتكم.
answers-done-decision = حُفظ القرار.
answers-done-proposal = حُفظ اقتراحكم، والقرار لمسؤول النظام.
answers-done-translation = حُفظت الترجمة.
answers-done-last = حُفظ. كانت هذه آخر إجابة في القائمة.
answers-done-theme = حُفظ الموضوع.
answers-telling = ما قد يكشف الكاتب
answers-telling-lead = هذه إشارات فحسب. ابحثوا أيضًا عن أحداث وأماكن وعبارات لا يستعملها إلا شريك واحد.
answers-telling-email = { $words }: عنوان بريد إلكتروني
answers-telling-web = { $words }: عنوان على الإنترنت
answers-telling-number = { $words }: رقم طويل
answers-telling-known = { $words }: شريك أو بلد أو برنامج من هذا الاستبيان
answers-telling-capital = { $words }: ربما اسم
answers-own-themes = موضوعاتكم
answers-no-code-book = ليس في دليل الموضوعات أي موضوع بعد.
answers-save = حفظ
answers-save-next = حفظ والانتقال إلى التالية
answers-take-back = سحب موضوعاتي
answers-others = ما اختاره الزملاء
answers-no-theme = بلا موضوع
answers-publication-lead = لا يقتبس التقرير إلا ما يصلح للنشر. ويبقى النص الأصلي في السجل ولا يخرج منه أبدًا.
answers-decided-by = القرار من { $who }.
answers-proposed-by = الاقتراح من { $who }.
answers-propose-lead = احذفوا ما قد يكشف الكاتب. ويقرر مسؤول النظام ما يُنشر.
answers-propose = اقتراح
answers-propose-next = اقتراح والانتقال إلى التالية
answers-decided-already = سبق أن قرر مسؤول النظام
answers-decision = القرار
answers-redacted-text = النص بعد الحجب
answers-redacted-hint = يُنشر بدلًا من النص الأصلي إذا اخترتم ذلك.
answers-quote = اقتباسها في التقرير
answers-redacted-empty = اكتبوا النص الذي يُنشر بدلًا منها
answers-too-long = الحد الأقصى { $most } حرف
answers-quoted-not-published = لا تُقتبس إلا إجابة تصلح للنشر
answers-meanwhile = اتخذ أحد الزملاء قرارًا في هذه الأثناء. راجعوا ثم احفظوا من جديد
answers-translation = الترجمة
answers-translation-lead = ملاحظة للزملاء الذين لا يقرؤون اللغة. والنص الفارغ يحذف ترجمتكم السابقة.
answers-translation-language = إلى
answers-translation-text = نص الترجمة
answers-no-language = اختاروا لغة
answers-code-book-lead = الموضوعات التي تُصنّف بها الإجابات. وهي تابعة لمجموعة الأسئلة، فتستمر من دورة إلى أخرى.
answers-theme-new = موضوع جديد
answers-theme-change = تعديل
answers-theme-retired = لم يعد معروضًا
answers-theme-name = الاسم
answers-theme-name-hint = تكفي لغة واحدة.
answers-theme-unnamed = أعطوا الموضوع اسمًا بلغة واحدة
answers-theme-definition = التعريف
answers-theme-definition-hint = ما يدخل فيه وما لا يدخل.
answers-theme-retire = عدم عرضه بعد الآن، وتحتفظ به الإجابات المصنّفة به.
answers-theme-leave = مغادرة من دون حفظ
answers-coded = عدد الإجابات المصنّفة: { $coded } من { $all }.
answers-counting-rule = تُحسب الإجابة لموضوع إذا اختاره لها أكثر من نصف من صنّفوها.
answers-agreement = اتفاق المحللين
answers-not-compared = لم يصنّف محللان أي إجابة واحدة بعد.
answers-same = عدد الإجابات التي صنّفها محللان أو أكثر: { $compared }، واتفقوا تمامًا في { $same } منها.
answers-alpha-good = معامل ألفا لكريبندورف { $alpha }: تُفهم الموضوعات فهمًا واحدًا.
answers-alpha-fair = معامل ألفا لكريبندورف { $alpha }: يكفي لاستنتاجات حذرة.
answers-alpha-poor = معامل ألفا لكريبندورف { $alpha }: لا تُفهم الموضوعات فهمًا واحدًا. ناقشوا التعريفات.
answers-answers = الإجابات
answers-together = موضوعات في إجابة واحدة
answers-together-lead = عدد الإجابات التي تجمع الموضوعين. هذا الجدول لكم أنتم قرّاء الإجابات، ولا يُنشر.
answers-files = الملفات
answers-file-themes = أعداد الموضوعات ({ $kind })
answers-file-publishable = الإجابات الصالحة للنشر مع موضوعاتها ({ $kind })
answers-file-code-book = دليل الموضوعات ({ $kind })
answers-files-hidden =
    { $count ->
        [zero] لا يُحذف من الملف أي عدد.
        [one] لا يتضمن الملف أعدادًا تقل عن إجابة واحدة.
        [two] لا يتضمن الملف أعدادًا تقل عن إجابتين.
        [few] لا يتضمن الملف أعدادًا تقل عن { $count } إجابات.
        [many] لا يتضمن الملف أعدادًا تقل عن { $count } إجابة.
       *[other] لا يتضمن الملف أعدادًا تقل عن { $count } إجابة.
    }
