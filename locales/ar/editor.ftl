# Question sets: the list and the editor.

editor-sets = مجموعات الأسئلة
editor-sets-lead = تضم مجموعة الأسئلة أقسامها وأسئلتها وخياراتها بجميع اللغات. المسودة قابلة للتعديل، أما الإصدار المنشور فلا يتغير أبدًا.
editor-sets-none = لا توجد مجموعات أسئلة بعد.
editor-new = مجموعة أسئلة جديدة
editor-new-do = بدء المسودة
editor-never-published = لم يُنشر أي إصدار بعد.
editor-version-of =
    { $count ->
        [zero] الإصدار { $version }، بلا أسئلة
        [one] الإصدار { $version }، سؤال واحد
        [two] الإصدار { $version }، سؤالان
        [few] الإصدار { $version }، { $count } أسئلة
        [many] الإصدار { $version }، { $count } سؤالًا
       *[other] الإصدار { $version }، { $count } سؤال
    }
editor-draft-of =
    { $count ->
        [zero] مسودة الإصدار { $version }، بلا أسئلة
        [one] مسودة الإصدار { $version }، سؤال واحد
        [two] مسودة الإصدار { $version }، سؤالان
        [few] مسودة الإصدار { $version }، { $count } أسئلة
        [many] مسودة الإصدار { $version }، { $count } سؤالًا
       *[other] مسودة الإصدار { $version }، { $count } سؤال
    }
editor-tab-set = نظرة عامة
editor-tab-draft = المسودة
editor-versions = الإصدارات المنشورة
editor-begin = بدء مسودة من الإصدار { $version }
editor-open-draft = متابعة العمل على المسودة
editor-no-draft = لا توجد مسودة. ابدأ واحدة من إصدار منشور.
editor-discard = التخلي عن المسودة
editor-discard-lead = تُحذف المسودة وسجلها كله. وتبقى الإصدارات المنشورة كما هي.
editor-discard-yes = نعم، أريد التخلي عنها
editor-when = { $date }، { $time } بالتوقيت العالمي
editor-changed = آخر تعديل: { $who }، { $when }
editor-findings-count =
    { $count ->
        [zero] لا شيء يحتاج إلى تصحيح قبل النشر
        [one] أمر واحد يحتاج إلى تصحيح قبل النشر
        [two] أمران يحتاجان إلى تصحيح قبل النشر
        [few] { $count } أمور تحتاج إلى تصحيح قبل النشر
        [many] { $count } أمرًا يحتاج إلى تصحيح قبل النشر
       *[other] { $count } أمر يحتاج إلى تصحيح قبل النشر
    }
editor-field-title = العنوان
editor-field-first = لغة الكتابة
editor-field-first-hint = اللغة التي تُترجم منها اللغات الأخرى.
editor-field-languages = اللغات
editor-field-set-code = الرمز
editor-field-set-code-hint = اسمها الثابت في العناوين والملفات: حروف لاتينية صغيرة وأرقام وشرطات. اتركه فارغًا ليُقترح رمز من العنوان.
editor-error-title = اكتب عنوانًا لا يزيد على 300 حرف.
editor-error-language = اختر لغة الكتابة.
editor-error-set-code = يتكون الرمز من حروف لاتينية صغيرة وأرقام وشرطات فقط، ويبدأ بحرف، ولا يزيد على 48 حرفًا.
editor-error-set-taken = توجد مجموعة أسئلة بهذا الرمز.
editor-kind-select_one = خيار واحد
editor-kind-select_several = عدة خيارات
editor-kind-matrix = جدول عبارات
editor-kind-rating = تقييم
editor-kind-number = عدد
editor-kind-percentage = نسبة مئوية
editor-kind-ranking = ترتيب
editor-kind-text = نص قصير
editor-kind-long_text = نص طويل
editor-kind-date = تاريخ
editor-kind-note = نص للقراءة
editor-mark-required = إلزامي
editor-mark-relevant = يُطرح بشرط
editor-mark-constraint = إجاباته تُراجع
editor-mark-profile = تُفصَّل النتائج بحسبه
editor-mark-other = «غير ذلك، يُرجى التحديد»
editor-mark-off-scale = فيه خيار خارج المقياس
editor-mark-list = قائمة الخيارات { $list }
editor-mark-items =
    { $count ->
        [zero] بلا عبارات
        [one] عبارة واحدة
        [two] عبارتان
        [few] { $count } عبارات
        [many] { $count } عبارة
       *[other] { $count } عبارة
    }
editor-section-empty = لا أسئلة في هذا القسم بعد.
editor-lists = قوائم الخيارات
editor-lists-none = لا توجد قوائم خيارات بعد.
editor-list-choices =
    { $count ->
        [zero] بلا خيارات
        [one] خيار واحد
        [two] خياران
        [few] { $count } خيارات
        [many] { $count } خيارًا
       *[other] { $count } خيار
    }
editor-list-used =
    { $count ->
        [0] غير مستخدمة
        [zero] غير مستخدمة
        [one] يستخدمها سؤال واحد
        [two] يستخدمها سؤالان
        [few] تستخدمها { $count } أسئلة
        [many] يستخدمها { $count } سؤالًا
       *[other] يستخدمها { $count } سؤال
    }

# The parts of a draft, one by one.

editor-add = إضافة
editor-add-list = إضافة قائمة خيارات
editor-add-question = إضافة سؤال
editor-add-section = قسم آخر
editor-add-section-do = إضافة القسم
editor-autosave-failed = لم يُحفظ بعد:
editor-autosave-offline = لا يوجد اتصال بالخادم. يبقى ما كتبته في هذه الصفحة ويُحفظ عند عودة الاتصال.
editor-autosaved = حُفظ في { $time }
editor-autosaving = جارٍ الحفظ…
editor-back = المسودة
editor-choices = الخيارات
editor-code-published = هذا الرمز مستخدم في إصدار منشور. وبه تُقارن النتائج من دورة إلى أخرى، فالأفضل الإبقاء عليه.
editor-column-back = الرجوع
editor-column-what = ما الذي جرى
editor-column-when = متى
editor-column-where = أين
editor-column-who = من
editor-condition = الشرط { $number }
editor-condition-a-choice = الخيار
editor-condition-a-value = القيمة
editor-condition-all = يجب أن تتحقق كلها
editor-condition-any = يكفي أن يتحقق واحد منها
editor-condition-choice = يقارن أحد الشروط بخيار ليس من خيارات سؤاله. اختر واحدًا من خيارات السؤال نفسه.
editor-condition-choose = اختر سؤالًا
editor-condition-comparison = طريقة المقارنة
editor-condition-expression = كتابة عبارة منطقية
editor-condition-menus = اختيار شروط
editor-condition-more = لإضافة شرط اختر سؤالًا في الصف الأخير، ولحذف شرط اجعله بلا سؤال. ويظهر صف فارغ جديد بعد كل حفظ.
editor-condition-none = اختر شرطًا واحدًا على الأقل، أو حدد أنه لا شرط.
editor-condition-source = العبارة المنطقية
editor-condition-source-hint = كما في XLSForm، مثلًا:
editor-condition-subject = السؤال
editor-condition-this = هذه الإجابة
editor-condition-together = إن تعددت الشروط
editor-condition-value = ينقص أحد الشروط ما يُقارن به. اختر خيارًا أو أدخل قيمة.
editor-comparison-is = هو
editor-comparison-is-not = ليس
editor-comparison-includes = يتضمن
editor-comparison-includes-not = لا يتضمن
editor-comparison-at-least = لا يقل عن أو ليس قبل
editor-comparison-at-most = لا يزيد على أو ليس بعد
editor-comparison-more = أكثر من أو بعد
editor-comparison-less = أقل من أو قبل
editor-comparison-answered = له إجابة
editor-comparison-not-answered = ليست له إجابة
editor-comparison-picked-at-least = عدد الخيارات فيه لا يقل عن
editor-comparison-picked-at-most = عدد الخيارات فيه لا يزيد على
editor-comparison-long-at-least = عدد الأحرف فيه لا يقل عن
editor-comparison-long-at-most = عدد الأحرف فيه لا يزيد على
editor-conflict = عدّل شخص آخر الجزء نفسه في هذه الأثناء. لم يُستبدل شيء، وما كتبته لا يزال أدناه.
editor-conflict-drop = التخلي عن تعديلي وعرض تعديلهم
editor-conflict-is = أصبح
editor-conflict-lead = انقل إلى ما كتبته أدناه ما تريده من تعديلهم. فإذا حفظت حلّ تعديلك محله، ويحتفظ السجل بكليهما.
editor-conflict-was = كان
editor-conflict-what = ما اختلف
editor-constraint = ما يجب أن تستوفيه الإجابة
editor-constraint-hint = زيادةً على الحدود أعلاه. وتظهر الرسالة أدناه مع كل إجابة لا تستوفيه.
editor-constraint-none = لا شيء غير ذلك
editor-copy = نسخ: { $what }
editor-current = المسودة الحالية
editor-delete = حذف: { $what }
editor-done = { $who }، { $when }: { $what } { $place }
editor-down = إنزال: { $what }
editor-drag = اسحب للنقل
editor-error-code = يتكون الرمز من حروف لاتينية صغيرة وأرقام وشرطات سفلية فقط، ويبدأ بحرف، ولا يزيد على 48 حرفًا.
editor-error-count = أدخل عددًا صحيحًا من 1 فما فوق، أو اتركه فارغًا.
editor-error-date = أدخل تاريخًا بين عامي 1900 و2199 بالسنة والشهر واليوم، مثل 2026-05-31.
editor-error-decimals = أدخل عدد منازل عشرية من 0 إلى 6.
editor-error-further = اكتب اللغات برموزها، مثل uk أو pt-BR.
editor-error-kind = اختر نوع السؤال.
editor-error-number = أدخل عددًا، أو اتركه فارغًا.
editor-error-published-code = الرمز «{ $code }» مستخدم في إصدار منشور. وبرمز آخر لا يمكن مقارنة الإجابات بإجابات الدورات السابقة. إن كان هذا مقصودًا فضع علامة في المربع واحفظ من جديد.
editor-error-whole = أدخل عددًا صحيحًا.
editor-expression-arity = تحتاج «{ $name }» إلى هذا العدد من القيم بالضبط: { $count }.
editor-expression-at = السطر { $line }، الحرف { $column }:
editor-expression-empty = اكتب عبارة منطقية، أو حدد أنه لا شرط.
editor-expression-function = لا توجد دالة باسم «{ $name }».
editor-expression-parenthesis = ينقص قوس إغلاق.
editor-expression-quote = تنقص علامة تنصيص ختامية.
editor-expression-reference = لا تدل «{ $name }» على سؤال. اكتبها كما في المثال.
editor-expression-too-deep = الأقواس المتداخلة أكثر من اللازم.
editor-expression-too-long = العبارة أطول من اللازم.
editor-expression-too-many = في العبارة أجزاء أكثر من اللازم.
editor-expression-unexpected = «{ $found }» في غير موضعها.
editor-expression-value = ينقص هنا ما يُقارن.
editor-field-choices = قائمة الخيارات
editor-field-choices-hint = يمكن لأسئلة كثيرة أن تستخدم القائمة نفسها.
editor-field-choices-new = خيارات جديدة
editor-field-choices-new-hint = خيار في كل سطر. تتكون منها قائمة جديدة يمكن لأسئلة أخرى استخدامها. اتركه فارغًا لاستخدام قائمة موجودة.
editor-field-code = الرمز
editor-field-code-hint = الاسم الثابت في النتائج والملفات. لا يتغير بتغير النص.
editor-field-constraint-message = رسالة الإجابة التي لا تستوفيه
editor-field-constraint-message-hint = بيّن ما ينبغي إدخاله.
editor-field-decimals = المنازل العشرية
editor-field-first-day = أقدم تاريخ
editor-field-further = لغات أخرى
editor-field-further-hint = رموز لغات تفصل بينها فواصل، مثل uk، pt-BR. وتكون النصوص المحيطة بالأسئلة عندئذ بالإنجليزية.
editor-field-high = معنى أعلى قيمة
editor-field-hint = توضيح
editor-field-hint-hint = يظهر تحت السؤال بخط أصغر. ويمكن تركه فارغًا.
editor-field-introduction = المقدمة
editor-field-introduction-hint = أول ما يقرؤه المشاركون. والسطر الفارغ يبدأ فقرة.
editor-field-kind = نوع السؤال
editor-field-label = السؤال
editor-field-languages-hint = يُحذف مع اللغة التي تزيلها كل ما كُتب بها، ويحتفظ به السجل.
editor-field-last-day = أحدث تاريخ
editor-field-length = أقصى طول للإجابة بالأحرف
editor-field-list-name = اسم القائمة
editor-field-list-name-hint = يُكتب كما تُكتب الرموز: agreement مثلًا.
editor-field-low = معنى أدنى قيمة
editor-field-max = أعلى قيمة
editor-field-min = أدنى قيمة
editor-field-most = أكبر عدد من الخيارات
editor-field-profile = يمكن تفصيل النتائج بحسب هذا السؤال
editor-field-ranks = عدد المراتب
editor-field-required = الإجابة إلزامية
editor-field-required-message = الرسالة حين تنقص الإجابة
editor-field-required-message-hint = فقط إذا كانت الإجابة واجبة. اتركه فارغًا لتظهر الجملة المعتادة في الاستمارة.
editor-field-row-text = النص
editor-field-section-introduction-hint = تظهر تحت عنوان القسم. ويمكن تركها فارغة.
editor-history = السجل
editor-history-lead = تُحفظ تعديلات الأسبوع الأخير واحدًا واحدًا، ومما قبله آخر تعديل في كل يوم. والرجوع تعديل أيضًا، فيمكن التراجع عنه.
editor-history-overtaken = عدّل شخص آخر المسودة في هذه الأثناء، فلم يُتراجع عن شيء. اطلع على أحدث التعديلات ثم حاول مجددًا.
editor-items = العبارات
editor-knowingly = تغيير الرمز رغم ذلك
editor-list = قائمة خيارات
editor-list-choose = اختر قائمة
editor-list-edit = تعديل هذه القائمة
editor-list-unused = لا يستخدم أي سؤال هذه القائمة.
editor-list-users = يسري التعديل هنا على هذه الأسئلة كلها:
editor-lists-lead = تُعرَّف قائمة الخيارات مرة واحدة ويستخدمها أي عدد من الأسئلة.
editor-look = عرض
editor-look-lead = هكذا كانت المسودة عند المراجعة { $number }. لا يمكن تعديل شيء هنا.
editor-move = نقل
editor-move-before = إلى ما قبل: { $what }
editor-move-end = في النهاية
editor-move-to = إلى أين
editor-not-deleted = لم يُحذف شيء، لأن تعديلًا جرى في هذه الأثناء:
editor-part-gone = حُذف هذا الجزء
editor-part-other = شيء آخر
editor-question = سؤال: { $kind }
editor-refused-gone = لم يعد «{ $what }» موجودًا.
editor-refused-language = لمجموعة الأسئلة لغة واحدة على الأقل.
editor-refused-referred = يشير شرط عند { $place } إلى «{ $what }». عدّل ذلك الشرط أولًا.
editor-refused-taken = الرمز «{ $code }» مستخدم. اختر رمزًا آخر.
editor-refused-used = يستخدم السؤال «{ $question }» القائمة «{ $list }». اختر له قائمة أخرى أولًا.
editor-relevant = متى يُطرح
editor-relevant-hint = يمكن أن يستند إلى الأسئلة السابقة.
editor-relevant-none = دائمًا
editor-restore = الرجوع إلى هذا
editor-revision = المراجعة { $number }
editor-rows-new = المزيد
editor-rows-new-hint = واحد في كل سطر. ويُقترح لكل منها رمز من نصه.
editor-save = حفظ
editor-save-another = حفظ وإضافة سؤال آخر
editor-save-languages = حفظ اللغات
editor-save-outline = حفظ والعودة إلى المسودة
editor-saved = حُفظ.
editor-section = قسم
editor-settings = العنوان واللغات
editor-tab-preview = معاينة
editor-tick-exclusive = يستبعد ما سواه
editor-tick-off-scale = خارج المقياس، مثل «لا أعرف»
editor-tick-other = مع نص: «غير ذلك، يُرجى التحديد»
editor-undo = تراجع
editor-untitled = (لا نص بعد)
editor-up = رفع: { $what }
editor-what-created = بُدئت
editor-what-added = أُضيف
editor-what-edited = عُدّل
editor-what-duplicated = نُسخ
editor-what-deleted = حُذف
editor-what-moved = نُقل
editor-what-imported = استُورد
editor-what-translated = تُرجم
editor-what-reread = مواءمة قواعد ODK
editor-what-restored = استُعيد
editor-preview-lead = هذه هي الاستمارة الفعلية كما يراها الشريك. لا يُحفظ شيء مما تدخله ولا يُرسل.
editor-preview-languages = لغة المعاينة
editor-preview-width = العرض
editor-preview-phone = هاتف
editor-preview-desktop = حاسوب
editor-preview-again = البدء من جديد
editor-preview-alone = فتحها في صفحة مستقلة
editor-preview-empty = لا شيء يُعرض بعد. أضف قسمًا وسؤالًا إلى المسودة.
editor-preview-fallback = تظهر النصوص الناقصة في هذه اللغة بلغة الكتابة.
editor-preview-sent = في استبيان فعلي كان سيُرسل الآن. أما هنا فقد فُحص ولم يُحفظ.
editor-condition-unwritable = لا يمكن أن تتضمن القيمة نوعي علامات التنصيص معًا، ولا يزيد عدد الشروط على 40.
editor-preview-title = معاينة «{ $title }»
editor-autosave-ended = لم يُحفظ: انتهت جلستك. سجّل الدخول في علامة تبويب أخرى ثم احفظ هنا.
editor-error-in = { $field }: { $problem }
editor-first-section = القسم الأول
editor-preview-change = { $what }: تعديله
editor-mark-untranslated = لم يُترجم بعد: { $languages }
editor-untranslated =
    { $count ->
        [zero] لا نصوص تنتظر الترجمة.
        [one] نص واحد لم يُترجم بعد.
        [two] نصان لم يُترجما بعد.
        [few] { $count } نصوص لم تُترجم بعد.
        [many] { $count } نصًا لم يُترجم بعد.
       *[other] { $count } نص لم يُترجم بعد.
    }
