<#-- The report of a year. The figures come in words; what they are is said here. -->
<#import "layout.ftl" as l>
<@l.page title=title lead=lead tone=tone kicker="PVS Watch · yearly report" + (site == "home")?then("", " · " + site)>
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
<#if claims?has_content>
<@l.section title="Ready for a warranty claim">
<#list claims as claim>
<@l.p>${claim}.</@l.p>
</#list>
</@l.section>
</#if>
<@l.section title="Month by month">
<@l.picture p=monthPicture!""/>
<@l.table t=months/>
</@l.section>
<#if years??>
<@l.section title="Year on year">
<@l.table t=years/>
<@l.note>Compared are the months that are known, but for a day or two, in both years.</@l.note>
</@l.section>
</#if>
<@l.section title="Ageing">
<@l.p>${ageing}</@l.p>
</@l.section>
<#if panels??>
<@l.section title="Each panel, week by week">
<@l.picture p=panelPicture!""/>
</@l.section>
<@l.section title="Ranking">
<@l.note>By what each made beside the middle panel of its side of the roof on the same days.</@l.note>
<@l.table t=panels/>
</@l.section>
</#if>
<#if house??>
<@l.section title="The house">
<@l.facts list=house/>
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
