<#-- The report of a month. The figures come in words; what they are is said here. -->
<#import "layout.ftl" as l>
<@l.page title=title lead=lead tone=tone kicker="PVS Watch · monthly report" + (site == "home")?then("", " · " + site)>
<@l.figures list=figures/>
<#list notes as note>
<@l.note>${note}</@l.note>
</#list>
<@l.section title="What was wrong">
<#list incidents as incident>
<@l.p>${incident.title()}</@l.p>
<@l.note>${incident.detail()}</@l.note>
<#else>
<@l.p>Nothing.</@l.p>
</#list>
</@l.section>
<#if watchList?has_content>
<@l.section title="On the watch list">
<#list watchList as incident>
<@l.p>${incident.title()}</@l.p>
<@l.note>${incident.detail()}</@l.note>
</#list>
</@l.section>
</#if>
<#if dayPicture?? || dayFacts?has_content>
<@l.section title="Each day">
<@l.picture p=dayPicture!""/>
<@l.facts list=dayFacts/>
</@l.section>
</#if>
<#if years??>
<@l.section title="The same month before">
<@l.table t=years/>
<@l.note>Compared are the days of the month that are fully known in both years.</@l.note>
</@l.section>
</#if>
<#if panels??>
<@l.section title="Each panel">
<@l.picture p=panelPicture!""/>
<@l.note>${panelNote}</@l.note>
<@l.table t=panels/>
</@l.section>
</#if>
<#if house??>
<@l.section title="The house">
<@l.picture p=housePicture!""/>
<@l.facts list=house/>
</@l.section>
</#if>
<#if supervisors?has_content>
<@l.section title="The PVS">
<@l.facts list=supervisors/>
</@l.section>
</#if>
<@l.section title="What was seen">
<@l.p>${seen}</@l.p>
<#list gaps as gap>
<@l.note>${gap}</@l.note>
</#list>
</@l.section>
<@l.rule/>
<@l.note>What the weather allowed: the sun on the panels by the weather service's model, times what this site made of it before, in the same season where that is known. Weather data by Open-Meteo.com.</@l.note>
</@l.page>
