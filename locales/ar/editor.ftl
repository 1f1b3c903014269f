# Question sets: the list and the editor.

editor-sets = الاستبيانات
editor-sets-lead = يضم الاستبيان أقسامه وأسئلته وخياراته بجميع اللغات. المسودة قابلة للتعديل، أما النسخة المنشورة فلا تتغير أبدًا.
editor-sets-none = لا توجد استبيانات بعد.
editor-new = استبيان جديد
editor-new-do = بدء المسودة
editor-never-published = لم تُنشر أي نسخة بعد.
editor-version-of =
    { $count ->
        [zero] النسخة { $version }، بلا أسئلة
        [one] النسخة { $version }، سؤال واحد
        [two] النسخة { $version }، سؤالان
        [few] النسخة { $version }، { $count } أسئلة
        [many] النسخة { $version }، { $count } سؤالًا
       *[other] النسخة { $version }، { $count } سؤال
    }
editor-draft-of =
    { $count ->
        [zero] مسودة النسخة { $version }، بلا أسئلة
        [one] مسودة النسخة { $version }، سؤال واحد
        [two] مسودة النسخة { $version }، سؤالان
        [few] مسودة النسخة { $version }، { $count } أسئلة
        [many] مسودة النسخة { $version }، { $count } سؤالًا
       *[other] مسودة النسخة { $version }، { $count } سؤال
    }
editor-tab-set = نظرة عامة
editor-tab-draft = المسودة
editor-versions = النسخ المنشورة
editor-begin = بدء مسودة من النسخة { $version }
editor-open-draft = متابعة العمل على المسودة
editor-no-draft = لا توجد مسودة. ابدأ واحدة من نسخة منشورة.
editor-discard = التخلي عن المسودة
editor-discard-lead = تُحذف المسودة وسجلها كله. وتبقى النسخ المنشورة كما هي.
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
editor-field-set-code-hint = اسمه الثابت في العناوين والملفات: حروف لاتينية صغيرة وأرقام وشرطات. اتركه فارغًا ليُقترح رمز من العنوان.
editor-error-title = اكتب عنوانًا لا يزيد على 300 حرف.
editor-error-language = اختر لغة الكتابة.
editor-error-set-code = يتكون الرمز من حروف لاتينية صغيرة وأرقام وشرطات فقط، ويبدأ بحرف، ولا يزيد على 48 حرفًا.
editor-error-set-taken = يوجد استبيان بهذا الرمز.
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
