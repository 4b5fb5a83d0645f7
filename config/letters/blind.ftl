<#-- After a time in which nobody watched -->
<#import "layout.ftl" as l>
<@l.page title=title lead=lead kicker=kicker>
<@l.figures list=facts/>
<@l.section title="What is known of that time"><@l.p>${known}</@l.p></@l.section>
<@l.section title="What is not"><@l.p>Not known are the power hour by hour, and any trouble that came and went within that time. Days that the gap cuts into are marked in the tables and in the monthly report; nothing is filled in.</@l.p></@l.section>
<@l.section title="What to do"><@l.p>Nothing, if you stopped it yourself. Else look why the computer was off: its power, its memory card, or a service that does not start by itself.</@l.p></@l.section>
</@l.page>
