"""The same headings in other languages of daily blogs: German, Spanish, French, Portuguese, Italian."""

# As `wordings.normalize` leaves them: lower case, ss for ß, no apostrophes.
MORE_WORDINGS = {
    "why": """
        warum * wichtig ist | warum das wichtig ist | warum dieser beruf * | warum diese rolle *
        por qué es importante | por qué importa | por qué * importante | por qué ser * | por qué este *
        pourquoi cest important | pourquoi * important | pourquoi ce métier * | pourquoi devenir *
        por que é importante | por que importa | por que * importante | por que ser *
        perché è importante | perché * importante | perché conta | perché diventare *
    """,
    "what": """
        was macht * | was machen * | was man macht | was * macht | was * machen | ein tag im leben *
        qué hace * | qué hacen * | a qué se dedica * | un día en la vida *
        que fait * | que font * | en quoi consiste * | une journée type | une journée dans la vie *
        o que faz * | o que fazem * | um dia na vida *
        cosa fa * | cosa fanno * | che cosa fa * | di cosa si occupa * | una giornata tipo
    """,
    "tasks": "aufgaben | typische aufgaben | tareas | tâches | les tâches | tarefas | compiti | mansioni",
    "skills": """
        fähigkeiten | fähigkeiten * | die fähigkeiten * | kenntnisse | was du brauchst | was man braucht
        was du können solltest | was man können muss | welche fähigkeiten *
        habilidades | habilidades * | las habilidades * | qué necesitas | qué necesitas *
        compétences | compétences * | les compétences | les compétences *
        competências | competências * | as habilidades * | o que você precisa *
        competenze | competenze * | le competenze * | cosa serve *
    """,
    "perks": """
        vorteile | vorteile * | die vorteile | die vorteile * | das schöne an * | was schön ist *
        ventajas | ventajas * | las ventajas | las ventajas * | beneficios | beneficios * | los beneficios *
        avantages | avantages * | les avantages | les avantages *
        vantagens | vantagens * | as vantagens * | benefícios | benefícios *
        vantaggi | vantaggi * | i vantaggi | i vantaggi *
    """,
    "drawbacks": """
        nachteile | nachteile * | die nachteile | die nachteile * | herausforderungen | schattenseiten
        die schattenseiten
        desventajas | desventajas * | las desventajas | inconvenientes | inconvenientes * | desafíos | los retos
        inconvénients | inconvénients * | les inconvénients | les inconvénients * | les défis
        desvantagens | desvantagens * | as desvantagens | desafios | os desafios
        svantaggi | svantaggi * | gli svantaggi | gli svantaggi * | le sfide
    """,
    "start": """
        erste schritte | die ersten schritte | deine ersten schritte | der einstieg | so fängst du an
        so steigst du ein | wie du anfängst | wie fange ich an | wie man anfängt | so gelingt der einstieg *
        cómo empezar | cómo empezar * | cómo comenzar | cómo comenzar * | primeros pasos | por dónde empezar
        comment débuter | comment débuter * | comment commencer | comment commencer * | comment se lancer
        premiers pas | les premiers pas | par où commencer
        como começar | como começar * | primeiros passos | por onde começar
        come iniziare | come iniziare * | come cominciare | primi passi | da dove iniziare | da dove cominciare
    """,
    "final": """
        fazit | mein fazit | zum schluss | schlussgedanken | abschliessende gedanken | schlusswort
        conclusión | conclusiones | reflexiones finales | palabras finales | para terminar | para concluir
        pour conclure | en conclusion | le mot de la fin | réflexions finales | dernières pensées
        conclusão | considerações finais | reflexões finais | palavras finais
        conclusione | conclusioni | considerazioni finali | riflessioni finali | pensieri finali
    """,
}
