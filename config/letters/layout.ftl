<#-- The same pieces as layout.ftlh for plain text. Long lines are broken afterwards. -->
<#macro page title lead tone="calm" kicker="PVS Watch" preheader="">
${title}
${""?left_pad((title?length > 78)?then(78, title?length), "=")}

${lead}

<#nested>
<#list asides![] as aside>

Besides: ${aside}
</#list>
</#macro>

<#macro section title>

${title}
${""?left_pad(title?length, "-")}
<#nested>
</#macro>

<#macro part title>
<@rule/>
${title}
${""?left_pad((title?length > 78)?then(78, title?length), "=")}

</#macro>

<#macro rule>

* * *

</#macro>

<#macro p>
<#nested>
</#macro>

<#macro note>

<#nested>
</#macro>

<#macro figures list>
<#list list as each>
  ${each.label()}: ${each.value()}
</#list>
</#macro>

<#macro facts list>
<#list list as each>
  ${each.label()}: ${each.value()}
</#list>
</#macro>

<#macro steps list>
<#list list as step>
  ${step?counter}. ${step}
</#list>
</#macro>

<#macro table t>
${t.text()}
</#macro>

<#macro picture p="">
<#if p?has_content>

[${p.alt()}]
</#if>
</#macro>

<#macro code lines>
<#list lines as line>
    ${line}
</#list>
</#macro>
