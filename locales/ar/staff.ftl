# صفحات فريق العمل: تسجيل الدخول، والاستبيانات، ومعدل الاستجابة لكل استبيان.

## كل الصفحات

staff-brand = صوت
staff-page-title = { $page } – صوت
staff-error-title = خطأ: { $page }
staff-area = فريق العمل
staff-skip = الانتقال إلى المحتوى
staff-language-switch = اللغة
staff-log-out = تسجيل الخروج
staff-surveys = الاستبيانات
staff-tabs = صفحات هذا الاستبيان
staff-tab-overview = معدل الاستجابة
staff-tab-reminders = التذكيرات
staff-tab-messages = الرسائل
staff-footer = يحفظ «صوت» إجابات الشركاء بمعزل عن هوياتهم. تُظهر هذه الصفحات من شارك، ولا تُظهر أبدًا من قال ماذا.

# $value (Number) - عدد صحيح من النسبة المئوية
staff-percent = { $value }%

staff-list-and = { $first } و{ $last }
staff-list-comma = { $first }، { $last }

## تسجيل الدخول

staff-log-in = تسجيل الدخول
staff-log-in-lead = هذه الصفحة لفريق العمل. إن كنتم من الشركاء فافتحوا الرابط الشخصي الوارد في دعوتكم.
staff-email = البريد الإلكتروني
staff-password = كلمة المرور
staff-password-chosen = حُفظت كلمة المرور. سجّلوا الدخول بها الآن.
staff-logged-out = تم تسجيل خروجكم.
staff-problem-heading = حدثت مشكلة
staff-error-email-missing = أدخلوا عنوان بريدكم الإلكتروني
staff-error-password-missing = أدخلوا كلمة المرور
staff-error-log-in = البريد الإلكتروني أو كلمة المرور غير صحيحة. تحققوا منهما ثم حاولوا مجددًا
staff-error-wait = أخفقت محاولات دخول كثيرة من هنا. انتظروا عشر دقائق ثم حاولوا مجددًا، أو اطلبوا رابطًا بالبريد لاختيار كلمة مرور أخرى
staff-error-busy = يجري الآن التحقق من كلمات مرور كثيرة، فلم يُنظر في كلمة مروركم. حاولوا مجددًا بعد ثوانٍ
staff-error-origin = ورد النموذج من موقع آخر، فلم يُستخدم. سجّلوا الدخول من هنا

## عند حدوث خطأ

staff-not-found-title = الصفحة غير موجودة
staff-not-found = لا يوجد شيء في هذا العنوان. ربما كُتب العنوان خطأً.
staff-forbidden-title = انتهت صلاحية هذا النموذج
staff-forbidden = يعود هذا النموذج إلى جلسة انتهت، ولم يتغير شيء. ارجعوا إلى قائمة الاستبيانات وحاولوا مجددًا.
staff-too-large-title = هذا النموذج كبير جدًا
staff-too-large = يحتوي على أكثر مما يمكن قبوله دفعة واحدة، ولم يتغير شيء. ارجعوا وأرسلوا أقل في كل مرة.
staff-unavailable-title = تتعذر قراءة الأرقام حاليًا
staff-unavailable = قاعدة البيانات لا تستجيب. لم يُفقد شيء. يُرجى المحاولة مجددًا بعد دقيقة.

## قائمة الاستبيانات

staff-surveys-none = لا توجد استبيانات بعد.
staff-state-draft = قيد الإعداد
staff-state-open = مفتوح
staff-state-closed = مغلق
staff-state-suspended = معلَّق
staff-survey-dates = من { $from } إلى { $to }

## الأيام

staff-opens-on = أول يوم: { $date }. افتحوه بأنفسكم ضمن «الإعدادات»
staff-days-left =
    { $days ->
        [zero] لم يبقَ أي يوم بعد { $date }
        [one] بقي يوم واحد، حتى { $date }
        [two] بقي يومان، حتى { $date }
        [few] بقيت { $days } أيام، حتى { $date }
        [many] بقي { $days } يومًا، حتى { $date }
       *[other] بقي { $days } يوم، حتى { $date }
    }
staff-last-day = اليوم، { $date }، هو اليوم الأخير
staff-overdue = لا يزال مفتوحًا بعد يومه الأخير، { $date }
staff-closed-on = كان اليوم الأخير { $date }

## معدل الاستجابة

staff-rate = معدل الاستجابة
staff-rate-in-a-sentence = الإجابات المُرسَلة من أصل جميع الشركاء المدعوين، بمن فيهم من اعتذروا ومن تعذّر الوصول إليهم.
staff-rate-how = طريقة الحساب (المعدل RR1 لدى AAPOR)
staff-rate-none = –
staff-responded-of-invited =
    { $invited ->
        [zero] أجاب { $responded } ولم يُدعَ أي شريك
        [one] أجاب { $responded } من أصل شريك واحد
        [two] أجاب { $responded } من أصل شريكين اثنين
        [few] أجاب { $responded } من أصل { $invited } شركاء
        [many] أجاب { $responded } من أصل { $invited } شريكًا
       *[other] أجاب { $responded } من أصل { $invited } شريك
    }
staff-nobody-responded =
    { $invited ->
        [zero] لم يُدعَ أي شريك بعد
        [one] لم يُجب الشريك الوحيد المدعو بعد
        [two] لم يُجب أي من الشريكين المدعوين بعد
        [few] لم يُجب بعد أحد من { $invited } شركاء مدعوين
        [many] لم يُجب بعد أحد من { $invited } شريكًا مدعوًا
       *[other] لم يُجب بعد أحد من { $invited } شريك مدعو
    }
staff-nobody-invited = لم يُدعَ أي شريك بعد

staff-compared-higher =
    { $points ->
        [zero] مثل معدل { $wave } ({ $percent })
        [one] أعلى بنقطة مئوية واحدة من معدل { $wave } ({ $percent })
        [two] أعلى بنقطتين مئويتين من معدل { $wave } ({ $percent })
        [few] أعلى بمقدار { $points } نقاط مئوية من معدل { $wave } ({ $percent })
        [many] أعلى بمقدار { $points } نقطة مئوية من معدل { $wave } ({ $percent })
       *[other] أعلى بمقدار { $points } نقطة مئوية من معدل { $wave } ({ $percent })
    }
staff-compared-lower =
    { $points ->
        [zero] مثل معدل { $wave } ({ $percent })
        [one] أدنى بنقطة مئوية واحدة من معدل { $wave } ({ $percent })
        [two] أدنى بنقطتين مئويتين من معدل { $wave } ({ $percent })
        [few] أدنى بمقدار { $points } نقاط مئوية من معدل { $wave } ({ $percent })
        [many] أدنى بمقدار { $points } نقطة مئوية من معدل { $wave } ({ $percent })
       *[other] أدنى بمقدار { $points } نقطة مئوية من معدل { $wave } ({ $percent })
    }
staff-compared-same = مثل معدل { $wave } ({ $percent })
staff-missing =
    { $count ->
        [zero] بلغ المعدل مستوى { $wave }.
        [one] تكفي إجابة واحدة أخرى لبلوغ معدل { $wave }.
        [two] تكفي إجابتان أخريان لبلوغ معدل { $wave }.
        [few] تلزم { $count } إجابات أخرى لبلوغ معدل { $wave }.
        [many] تلزم { $count } إجابة أخرى لبلوغ معدل { $wave }.
       *[other] تلزم { $count } إجابة أخرى لبلوغ معدل { $wave }.
    }

## جميع الدعوات

staff-figures = جميع الدعوات
staff-figure-invited = المدعوون
staff-figure-responded = أجابوا
staff-figure-opened = فتحوا الرابط ولم يرسلوا بعد
staff-figure-unopened = لم يفتحوا الرابط بعد
staff-figure-declined = اعتذروا
staff-figure-bounced = تعذّر إيصال الدعوة

## الرسوم البيانية

staff-waves = مقارنةً بالاستبيانات السابقة
staff-this-survey = هذا الاستبيان
staff-column-wave = الاستبيان
staff-column-region = المنطقة
staff-column-language = اللغة
staff-column-responded = أجابوا
staff-column-invited = دُعوا
staff-column-rate = المعدل
staff-by-region = حسب المنطقة
staff-by-language = حسب لغة الشريك
staff-legend-responded = أجابوا
staff-legend-invited = المدعوون
staff-legend-rate = معدل { $wave }: { $percent }
staff-mark = { $wave }: { $percent }

staff-regions-below =
    { $below ->
        [zero] لا توجد منطقة دون معدل { $wave } من أصل { $groups }.
        [one] منطقة واحدة من أصل { $groups } دون معدل { $wave }.
        [two] منطقتان من أصل { $groups } دون معدل { $wave }.
        [few] { $below } مناطق من أصل { $groups } دون معدل { $wave }.
        [many] { $below } منطقة من أصل { $groups } دون معدل { $wave }.
       *[other] { $below } منطقة من أصل { $groups } دون معدل { $wave }.
    }
staff-regions-all-below = جميع المناطق دون معدل { $wave }.
staff-regions-reached = بلغت جميع المناطق معدل { $wave }.
staff-languages-below =
    { $below ->
        [zero] لا توجد لغة دون معدل { $wave } من أصل { $groups }.
        [one] لغة واحدة من أصل { $groups } دون معدل { $wave }.
        [two] لغتان من أصل { $groups } دون معدل { $wave }.
        [few] { $below } لغات من أصل { $groups } دون معدل { $wave }.
        [many] { $below } لغة من أصل { $groups } دون معدل { $wave }.
       *[other] { $below } لغة من أصل { $groups } دون معدل { $wave }.
    }
staff-languages-all-below = جميع اللغات دون معدل { $wave }.
staff-languages-reached = بلغت جميع اللغات معدل { $wave }.
staff-largest-gap =
    { $count ->
        [zero] أكبر فجوة: { $name }، أجاب { $responded } من أصل { $invited } ({ $percent }).
        [one] أكبر فجوة: { $name }، أجاب { $responded } من أصل { $invited } ({ $percent })، وتكفي إجابة واحدة أخرى لسدّها.
        [two] أكبر فجوة: { $name }، أجاب { $responded } من أصل { $invited } ({ $percent })، وتكفي إجابتان أخريان لسدّها.
        [few] أكبر فجوة: { $name }، أجاب { $responded } من أصل { $invited } ({ $percent })، وتلزم { $count } إجابات أخرى لسدّها.
        [many] أكبر فجوة: { $name }، أجاب { $responded } من أصل { $invited } ({ $percent })، وتلزم { $count } إجابة أخرى لسدّها.
       *[other] أكبر فجوة: { $name }، أجاب { $responded } من أصل { $invited } ({ $percent })، وتلزم { $count } إجابة أخرى لسدّها.
    }
staff-largest-gaps =
    { $count ->
        [zero] أكبر الفجوات: { $names }.
        [one] أكبر الفجوات: { $names }، وتكفي إجابة واحدة أخرى لسدّ كل منها.
        [two] أكبر الفجوات: { $names }، وتكفي إجابتان أخريان لسدّ كل منها.
        [few] أكبر الفجوات: { $names }، وتلزم { $count } إجابات أخرى لسدّ كل منها.
        [many] أكبر الفجوات: { $names }، وتلزم { $count } إجابة أخرى لسدّ كل منها.
       *[other] أكبر الفجوات: { $names }، وتلزم { $count } إجابة أخرى لسدّ كل منها.
    }
staff-lowest = الأدنى: { $name }، { $responded } من أصل { $invited } ({ $percent }).
staff-lowest-several = الأدنى: { $names } ({ $percent } لكل منها).
staff-no-response = لم تصل أي إجابة بعد.
staff-all-equal = المعدل واحد في جميع المجموعات: { $percent }.
staff-one-group = جميع الشركاء المدعوين في مجموعة واحدة.

## طريقة الحساب

staff-definition = كيف يُحسب معدل الاستجابة
staff-definition-text = هو عدد الإجابات المُرسَلة مقسومًا على عدد الشركاء المدعوين. ويبقى في الحساب الشركاء الذين اعتذروا والدعوات التي تعذّر إيصالها، فلا يُستبعد أحد في صمت. أما النماذج غير المكتملة فلا تغادر جهاز الشريك أبدًا ولا تُحتسب.
staff-definition-source = هذا هو معدل الاستجابة الأول (RR1)، وهو الأشد صرامة في «التعريفات المعيارية» للجمعية الأمريكية لبحوث الرأي العام (AAPOR). ولمّا كانت الإجابات الجزئية لا تُحفظ، فإن معدل الاستجابة الثاني (RR2) الذي يحتسبها هو الرقم نفسه؛ وكل من دُعي مؤهَّل.
staff-definition-link = «التعريفات المعيارية» على موقع aapor.org

## أثناء ورود الإجابات

staff-live-updated = آخر تحديث في { $time }. تتحدث الأرقام تلقائيًا.
staff-live-failed = لا يوجد اتصال بالخادم. تعود الأرقام إلى { $time }، وستتحدث تلقائيًا عند عودة الاتصال.
staff-live-ended = انتهت جلستكم. أعيدوا تحميل الصفحة لتسجيل الدخول من جديد.
