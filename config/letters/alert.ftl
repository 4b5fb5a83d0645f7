<#import "layout.ftl" as l>
<@l.page title=title lead=lead tone=tone kicker=kicker preheader=preheader>
<#if troubles?size gt 1><@l.steps list=troubles?map(each -> each.headline)/></#if>
<#list troubles as each>
<#if troubles?size gt 1>
<@l.part title=each.headline/>
<@l.p>${each.lead}</@l.p>

</#if>
<@l.figures list=each.facts/>
<#if each.why?has_content><@l.section title="How sure, and why"><@l.p>${each.why}</@l.p></@l.section></#if>
<#if each.steps?has_content><@l.section title="What to do first"><@l.steps list=each.steps/></@l.section></#if>
<#if each.falseAlarm?has_content><@l.section title="It would be a false alarm if"><@l.p>${each.falseAlarm}</@l.p></@l.section></#if>
<#if each.picture?? || each.table??>
<@l.section title=each.heading>
<#if each.table??><@l.table t=each.table/></#if>
<@l.picture p=each.picture!""/>
</@l.section>
</#if>
<#if each.saw?has_content><@l.section title="The measurement behind it"><@l.facts list=each.saw/></@l.section></#if>
<#if each.commands?has_content>
<@l.section title="If you know, say so">
Then no reminder comes. Type the first line for "I know", the second for "ask me again in 14 days"; or write the third into config/incidents.txt.

<@l.code lines=each.commands/>
</@l.section>
</#if>
<@l.note>Incident ${each.id}</@l.note>
</#list>
</@l.page>
