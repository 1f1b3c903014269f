# دليل الشركاء: القائمة، وصفحة الشريك، والاستيراد والتصدير.

staff-parts = أقسام الموقع
staff-partners = الشركاء

## القائمة

partners-new = إضافة شريك
partners-import = استيراد شركاء من ملف
partners-nobody = لا يوجد شركاء بعد
partners-nobody-lead = استوردهم من جدول بيانات، أو أضفهم واحدًا واحدًا. وبعد ذلك يمكن دعوتهم إلى الاستبيانات.
partners-find = بحث
partners-search = الاسم أو جهة الاتصال أو البريد الإلكتروني أو البلد أو المفتاح
partners-found =
    { $count ->
        [zero] لا شركاء
        [one] شريك واحد
        [two] شريكان اثنان
        [few] { $count } شركاء
        [many] { $count } شريكًا
       *[other] { $count } شريك
    }
partners-page = صفحة { $page } من { $last }
partners-export-xlsx = تنزيل هؤلاء الشركاء بصيغة XLSX
partners-export-csv = تنزيل هؤلاء الشركاء بصيغة CSV
partners-active-yes = نشط
partners-active-no = غير نشط
partners-imported = تم استيراد الملف. أُضيف: { $added }. وعُدّل: { $changed }.

## الأعمدة والحقول

partners-column-key = المفتاح
partners-column-name = المنظمة
partners-column-region = المنطقة
partners-column-country = البلد
partners-column-programme = البرنامج
partners-column-type = نوع المنظمة
partners-column-language = اللغة
partners-column-contact-name = جهة الاتصال
partners-column-contact-email = البريد الإلكتروني
partners-column-further-name = جهة الاتصال { $place }
partners-column-further-email = البريد الإلكتروني { $place }
partners-column-manager = مسؤول البرنامج
partners-column-active = نشط أم لا

## ما يقبله كل عمود

partners-takes-key = رمز قصير يبقى نفسه من عام إلى عام: حروف لاتينية وأرقام و«-» و«_» و«.»، 64 على الأكثر. والصف الذي مفتاحه معروف يعدّل ذلك الشريك.
partners-takes-name = اسم المنظمة.
partners-takes-region = رمز المنطقة كما هو في مجموعة الأسئلة، لتمكن مقارنة الإجابات بالشركاء.
partners-takes-country = البلد.
partners-takes-programme = البرنامج.
partners-takes-type = رمز نوع المنظمة كما هو في مجموعة الأسئلة.
partners-takes-language = اللغة التي يُراسَل بها الشريك: { $tags }.
partners-takes-contact-name = اسم الشخص الذي يُراسَل.
partners-takes-contact-email = عنوان البريد الإلكتروني لهذا الشخص. اتركه فارغًا إذا كان البريد لا يصل إلى الشريك. ولا يكون لشريكين العنوان نفسه.
partners-takes-further = أشخاص آخرون للاتصال أو الحديث معهم؛ حتى { $most } جهات اتصال إجمالًا.
partners-takes-manager = عنوان البريد الإلكتروني الذي يسجّل به مسؤول البرنامج دخوله.
partners-takes-active = «نعم» أو «لا»: لا يُدعى الشركاء غير النشطين ولا يصلهم بريد. والفراغ يعني نعم للشريك الجديد.
partners-hint-key = رمز قصير يبقى نفسه من عام إلى عام: حروف لاتينية وأرقام و«-» و«_» و«.»، 64 على الأكثر. ولا يمكن تغييره لاحقًا.
partners-hint-code = الرمز كما هو في مجموعة الأسئلة؛ وتعرض القائمة الرموز المستخدمة.
partners-hint-language = البريد والاستمارة بهذه اللغة.

## ما يمكن أن يكون خطأ

partners-error = { $field }: { $problem }
partners-wrong = «{ $value }»: { $problem }
partners-error-overtaken = عدّل أحد الزملاء هذا الشريك في هذه الأثناء. ما أدخلته باقٍ هنا: راجعه ثم احفظ من جديد
partners-remove = حذف هذا الشريك
partners-remove-lead = لم يُدعَ قط ولم يُدوَّن عنه شيء، فلا رقم يتحدث عنه. تُحذف جهات اتصاله معه. ولا يمكن التراجع عن ذلك.
partners-remove-yes = حذفه
partners-removed = حُذف الشريك.
partners-error-has-past = دُعي هذا الشريك من قبل أو دُوِّن عنه شيء، فيبقى. ويمكن جعله غير نشط
partners-error-overtaken-removing = غيّر أحد الزملاء هذا الشريك في هذه الأثناء. انظروا إليه مجددًا قبل حذفه
partners-fault-missing = لم يُدخل شيء
partners-fault-long = أطول من { $most } حرف
partners-fault-key = ليس مفتاحًا: استخدم الحروف اللاتينية والأرقام و«-» و«_» و«.» فقط، وابدأ بحرف أو رقم
partners-fault-key-taken = لدى شريك آخر هذا المفتاح
partners-fault-email = ليس عنوان بريد إلكتروني، مثل name@example.org
partners-fault-language = ليست لغة يستطيع Sawt الكتابة بها
partners-fault-active = ليست «نعم» ولا «لا»
partners-fault-key-twice = المفتاح نفسه في الصف { $row }
partners-fault-email-twice = العنوان نفسه في الصف { $row }
partners-fault-email-of = هذا العنوان لدى الشريك «{ $key }»

## صفحة الشريك

partners-back = جميع الشركاء
partners-saved = حُفظ الشريك.
partners-contact-first = جهة الاتصال التي يُرسل إليها البريد
partners-contact-further = جهة الاتصال { $place }
partners-contacts-further = جهات اتصال أخرى
partners-active-label = نشط: يمكن دعوته إلى الاستبيانات ويصله البريد
partners-save = حفظ
partners-leave = الخروج دون حفظ

## اختيار الملف

partners-import-lead = ترى أولًا ما سيفعله كل صف. لا يُحفظ شيء قبل أن تؤكد، وعندئذ يُحفظ الكل أو لا يُحفظ شيء.
partners-import-gone = لم يعد هذا الملف هنا: استُورد من قبل، أو مرت ساعة. اختره من جديد.
partners-file = الملف
partners-file-limits = CSV أو XLSX، بحجم { $megabytes } ميغابايت و{ $rows } صف على الأكثر. وتُقرأ الورقة الأولى من المصنف.
partners-import-look = معاينة الملف
partners-file-too-large = الملف كبير جدًا. اختر ملفًا أصغر أو قسّمه
partners-file-unpacks = حجم المصنف بعد فك ضغطه أكبر بكثير من قائمة شركاء. انسخ الصفوف إلى مصنف جديد واختره
partners-file-rows = في الملف صفوف كثيرة جدًا. قسّمه
partners-file-empty = الملف فارغ. اختر ملفًا في صفه الأول عناوين الأعمدة
partners-file-no-rows = في الملف عناوين وليس تحتها صفوف
partners-file-encoding = النص ليس بترميز UTF-8. احفظه بصيغة «CSV UTF-8» أو XLSX
partners-file-old = هذا مصنف من صيغة قديمة أو محمي بكلمة مرور. احفظه بصيغة XLSX دون كلمة مرور
partners-file-damaged = لا يمكن قراءة الملف كمصنف. احفظه من جديد بصيغة XLSX أو CSV
partners-columns = الأعمدة
partners-columns-lead = في الصف الأول العناوين بأي ترتيب. والعمود المحذوف يُبقي المعروف كما هو. وفي النموذج مثال لتضع مكانه شركاءك.
partners-template-xlsx = نموذج بصيغة XLSX
partners-template-csv = نموذج بصيغة CSV
partners-columns-heading = العنوان
partners-columns-name = الحقل
partners-columns-takes = ما يُكتب فيه
partners-columns-optional = يمكن حذف هذا العمود.

## المعاينة

partners-preview = ما سيفعله هذا الملف
partners-preview-back = اختيار ملف آخر
partners-preview-again = عُدّل الدليل في هذه الأثناء، فلم يُحفظ شيء. هذا ما سيفعله الملف الآن.
partners-preview-file = أعمدة الملف ليست كلها موجودة
partners-preview-problems =
    { $count ->
        [zero] لا صفوف فيها مشكلة
        [one] في صف واحد مشكلة
        [two] في صفين مشكلات
        [few] في { $count } صفوف مشكلات
        [many] في { $count } صفًا مشكلات
       *[other] في { $count } صف مشكلات
    }
partners-preview-mend = لم يُحفظ شيء. أصلح ذلك في الملف ثم اختره من جديد.
partners-preview-missing = لا يوجد عمود «{ $heading }» ({ $column }).
partners-preview-twice = العمود «{ $heading }» ({ $column }) موجود مرتين.
partners-preview-confirm =
    { $count ->
        [zero] ألا يُحفظ أي شريك؟
        [one] هل يُحفظ شريك واحد؟
        [two] هل يُحفظ شريكان اثنان؟
        [few] هل يُحفظ { $count } شركاء؟
        [many] هل يُحفظ { $count } شريكًا؟
       *[other] هل يُحفظ { $count } شريك؟
    }
partners-preview-nothing-yet = لم يُحفظ شيء بعد. ينتظر الملف هنا ساعة واحدة.
partners-preview-yes = حفظ الكل
partners-preview-same = لا شيء يتغير: في الدليل ما في الملف نفسه.
partners-remarks = يستحق نظرة
partners-remark-headings = هذه العناوين غير معروفة، فتُترك أعمدتها: { $names }.
partners-remark-regions = لم تكن هذه المناطق لدى أي شريك من قبل: { $names }.
partners-remark-types = لم تكن أنواع المنظمات هذه لدى أي شريك من قبل: { $names }.
partners-remark-managers = ليس لمسؤولي البرامج هؤلاء حسابات هنا: { $names }.
partners-remark-namesakes = لهؤلاء الشركاء الجدد اسم شريك آخر في البلد نفسه. إذا كانوا هم أنفسهم فأعطهم مفتاحه: { $names }.
partners-remark-unreachable =
    { $count ->
        [zero] لدى جميع الشركاء عناوين بريد إلكتروني.
        [one] شريك واحد ليس لديه عنوان بريد إلكتروني. يمكنك نسخ رسالة فيها رابطه الشخصي.
        [two] شريكان ليس لديهما عنوان بريد إلكتروني. يمكنك نسخ رسالتين فيهما رابطاهما الشخصيان.
        [few] { $count } شركاء ليس لديهم عنوان بريد إلكتروني. يمكنك نسخ رسائل فيها روابطهم الشخصية.
        [many] { $count } شريكًا ليس لديهم عنوان بريد إلكتروني. يمكنك نسخ رسائل فيها روابطهم الشخصية.
       *[other] { $count } شريك ليس لديهم عنوان بريد إلكتروني. يمكنك نسخ رسائل فيها روابطهم الشخصية.
    }
partners-rows = الصفوف
partners-rows-all = الكل
partners-rows-problem = فيها مشكلة
partners-rows-new = جديد
partners-rows-changed = معدّل
partners-rows-unchanged = بلا تغيير
partners-row = الصف
partners-row-outcome = ما سيفعله
partners-row-details = التفاصيل
partners-row-problem = فيه مشكلة
partners-row-new = يضيف شريكًا
partners-row-changed = يعدّل شريكًا
partners-row-unchanged = لا يغيّر شيئًا
partners-change = «{ $to }» بدلًا من «{ $from }»
partners-change-new = «{ $to }» بدلًا من لا شيء
partners-change-gone = لا شيء بدلًا من «{ $from }»
