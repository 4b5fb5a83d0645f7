<#-- The subject of a report, and below it the sentence that says it all. rung is the rule that held, the worst first. -->
<#macro change of up><#if of == "0">as much as<#elseif up>${of} more than<#else>${of} less than</#if></#macro>
<#macro against><#if weatherChange??>, <@change of=weatherChange up=weatherChangeUp/> the weather let expect<#elseif before??>, <@change of=beforeChange up=beforeChangeUp/> ${before}</#if></#macro>
<#macro well><#if panels gt 0><#if judged == panels>all ${panels} panels<#else>the ${judged} of ${panels} panels that could be judged</#if><#else>nothing</#if></#macro>
<#macro time>${name}<#if since??> (watched since ${since})</#if></#macro>
<#macro year><@time/> made ${made}<@against/></#macro>
<#switch rung>
<#case "UNKNOWN">
Solar ${name}: nothing is known
Nothing is known of ${name}: on none of its days was there an answer that tells what was made.
<#break>
<#case "NOTHING">
Solar ${name}: nothing is produced
Nothing has been produced since ${worstSince}, though the sun shines; <@year/>.
<#break>
<#case "DANGER">
Solar ${name}: the grid connection needs an electrician
The two legs of the grid differ dangerously since ${worstSince}, which an electrician should see at once; <@year/>.
<#break>
<#case "CIRCUIT">
Solar ${name}: a circuit of ${members} panels is off
A circuit of ${members} panels has been off since ${worstSince}; <@year/>.
<#break>
<#case "DEAD">
<#if dead == 1>
Solar ${name}: ${made}, panel ${subject} makes nothing
Panel ${subject}, one of ${panels}, has made nothing since ${worstSince}; <@year/>.
<#else>
Solar ${name}: ${made}, ${dead} of ${panels} panels make nothing
${dead} of ${panels} panels make nothing, the first since ${worstSince}; <@year/>.
</#if>
<#break>
<#case "TROUBLE">
Solar ${name}: ${made}, and something to look at
${worst}, since ${worstSince}<#if troubles gt 1>, and that is one of ${troubles} things to look at</#if>; <@year/>.
<#break>
<#case "PARTLY">
Solar ${name}: ${made}, known on ${wholeDays} of ${days} days
Only ${wholeDays} of ${days} days of <@time/> are known: on them and on parts of others ${made} were made<#if panels gt 0>, and <@well/> were well</#if>.
<#break>
<#case "WEAK">
Solar ${name}: ${made}, ${weatherChange} less than the weather let expect
A weak ${name}: ${made}<@against/>, and no single panel is to blame.
<#break>
<#case "MENDED">
Solar ${name}: ${made}, all is well again
<#if good>A good ${name} in the end: ${made}<@against/><#else><@year/></#if>; what was wrong is over (${mended} <#if mended == 1>incident<#else>incidents</#if>, ${lost} lost).
<#break>
<#case "WATCHED">
Solar ${name}: ${made}, all panels produce
<#if good>A good ${name}: ${made}<@against/><#else><@year/></#if>, and <@well/> produce; something is on the watch list, and nothing needs to be done.
<#break>
<#default>
Solar ${name}: ${made}, <@well/> well
<#if good>A good ${name}: ${made}<@against/><#else><@year/></#if>, <@well/> well.
</#switch>
