## الأدوار

people-role-admin = مسؤول النظام
people-role-manager = مدير برنامج
people-role-analyst = محلل
people-role-translator = مترجم

people-not-allowed-title = هذه الصفحة ليست ضمن دوركم
people-not-allowed = دور حسابكم هو «{ $role }»، وهو لا يشمل هذه الصفحة. إن احتجتم إليها فتواصلوا مع { $admins }.
