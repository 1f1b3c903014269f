## الأدوار

people-role-admin = مسؤول النظام
people-role-manager = مدير برنامج
people-role-analyst = محلل
people-role-translator = مترجم

people-not-allowed-title = هذه الصفحة ليست ضمن دوركم
people-not-allowed = دور حسابكم هو «{ $role }»، وهو لا يشمل هذه الصفحة. إن احتجتم إليها فتواصلوا مع { $admins }.

## السجل

people-audit = السجل
people-audit-lead = ما جرى هنا، ومن قام به، ومتى. تُضاف السطور ولا تُغيَّر أبدًا. الأوقات بالتوقيت العالمي المنسق.
people-audit-at = الوقت
people-audit-who = من
people-audit-what = ماذا
people-audit-subject = على ماذا
people-audit-detail = التفاصيل
people-audit-narrow = عرض
people-audit-file = تنزيل بصيغة CSV
people-audit-none = لا يطابق أي سطر.
people-audit-older = سطور أقدم
