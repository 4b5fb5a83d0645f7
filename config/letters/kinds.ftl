<#-- What is said of each kind of trouble, for HTML and plain text alike. A line is `name: words`, on one line each:
     title  what is wrong, short, behind "Solar: " and before "since ..." in the subject
     over   the same when it has ended
     what   the first sentence of the letter
     why    how sure it is, and why
     do     what to do, up to three lines, the first thing first
     false  what would make it a false alarm
     saw    a label, a bar and a value: the measurement it was opened on
     name: the panel, meter, PVS or circuit in words. f: figures by name, those that are known. diagnosis: a clause, may be empty.
     serial, members (a number), words (spells numbers). -->
<#assign sun = "hours of full sun">
<#assign peers = "its neighbours on the same side of the roof">
<#function has key><#return f[key]??></#function>
<#function no key decimals><#return words.number(f[key], decimals)></#function>
<#function looks start><#return diagnosis?starts_with(start)></#function>
<#switch kind>

<#case "not-producing">
title: ${name} not producing
over: ${name} is back
what: It makes nothing at all, while its neighbours work.
why: <#if has("evidence_sun_hours")>Quite sure: in ${no("evidence_sun_hours", 1)} ${sun} it made nothing<#if has("expected_kwh")>; like ${peers} it would have made ${words.energy(f.expected_kwh)}</#if>. </#if><#if has("heard_by_meter_share")>It does not answer either, and the production meter shows only ${words.share(f.heard_by_meter_share)} of what it should make. </#if><#if looks("no DC")>Its DC voltage is ${no("dc_voltage_v", 0)} V: no light falls on it, or a connector is open. <#elseif looks("the panel is alive")>Its DC voltage is ${no("dc_voltage_v", 0)} V: light falls on the panel, so it is the inverter or its AC connection. <#elseif looks("not synchronised")>The grid's voltage reaches its inverter, which does not synchronise with it. </#if>
<#if looks("no DC")>
do: Look at the panel from the ground: is it covered by leaves, a branch, a bird's nest or snow?
do: If nothing covers it, ask an installer to check the connectors between panel and inverter.
<#else>
do: Look at the panel from the ground, and wait for one sunny hour: a leaf or a branch shows at once.
do: Switch the breaker of the solar circuit off for five minutes and on again. It wakes an inverter that hangs.
</#if>
do: If it stays dead, ask your installer for a warranty replacement and show this mail. After it: pvs-watch incidents swap ${serial} NEW-SERIAL.
false: Snow or a cover on this one panel alone, or a tree that grew until it shades the panel all day.
<#break>

<#case "not-reporting">
title: ${name} not reporting
over: ${name} reports again
what: The PVS hears nothing of it<#if looks("it produces")>, but it produces<#else>; whether it produces is not known</#if>.
why: <#if has("silent_sun_hours")>It was silent for ${no("silent_sun_hours", 1)} ${sun} while ${peers} reported. </#if><#if has("heard_by_meter_share")>The production meter shows ${words.share(f.heard_by_meter_share)} of what it should make<#if looks("it produces")>, so only its messages are missing<#else>, which decides nothing yet</#if>. </#if>When it is heard again, its own counter tells what it made.
<#if looks("it produces")>
do: Nothing needs to be done; nothing is lost.
do: If it bothers you: noise on the house's wiring (a new charger, LED lamp or power supply near the PVS) disturbs the messages.
<#else>
do: Wait for a sunny day: many come back by themselves, and their counter tells what they made.
do: Switch the breaker of the solar circuit off for five minutes and on again.
do: If it stays silent for two weeks, ask your installer; most inverters that stay silent are dead.
</#if>
false: A disturbed power line in the house; the panel itself may be well.
<#break>

<#case "underperforming">
title: ${name} makes less than it did
over: ${name} makes its usual share again
what: It makes <#if has("share_of_usual")>${words.share(f.share_of_usual)} of its usual share<#else>less than its usual share</#if>, compared with its neighbours.
why: Compared at the same places of the sun, so neither weather nor season explains it. <#if has("share_of_usual")>A healthy panel's share wavers by half a per cent; this one's is down to ${words.share(f.share_of_usual)}. </#if><#if has("dc_voltage_working_v") && has("dc_voltage_of_others_v")>At work its DC voltage is ${no("dc_voltage_working_v", 1)} V, its neighbours' ${no("dc_voltage_of_others_v", 1)} V. </#if><#if diagnosis != "">It looks like ${diagnosis}.</#if>
do: Look at it from the ground: dirt, bird droppings, leaves or a new shadow.
<#if diagnosis?contains("diode")>
do: Shade on a part of it looks the same: look at noon. Is there none, a bypass diode in the panel has probably failed.
do: Tell your installer: a failed diode is a warranty case and should be looked at, it can get hot.
<#else>
do: Have it cleaned, or wait for a good rain; then its share comes back within days.
do: If it does not, ask your installer to compare its connectors and its inverter with a neighbour's.
</#if>
false: Dirt that the next rain takes away, or a shadow that was not there last year.
<#break>

<#case "intermittent">
title: ${name} works on and off
over: ${name} works steadily again
what: It stops and starts again<#if has("days_with_dropouts")>: on ${words.count(f.days_with_dropouts, "day", "days")} of the last two weeks it made nothing for half an hour or more in sunshine</#if>.
why: Its neighbours worked at those times.<#if has("hotter_than_neighbours_k") && (f.hotter_than_neighbours_k > 1)> When it stops it is ${words.warmer(f.hotter_than_neighbours_k)} hotter than they are.</#if><#if diagnosis?contains("hot")> It cuts out when it is hot.<#else> A loose connector or a failing inverter does that.</#if>
do: Switch the breaker of the solar circuit off for five minutes and on again.
do: If it goes on, ask your installer to check its connectors and its inverter: such a panel usually dies within months.
false: Work on the roof in those days, or a shadow that passes at the same hour each day.
<#break>

<#case "circuit-off">
title: ${name} is off, ${words.count(members, "panel", "panels")} not producing
over: ${name} is on again
what: Its panels stopped together and make nothing, while the others work.
why: They stopped within minutes of each other<#if has("expected_kwh")> and should have made ${words.energy(f.expected_kwh)} by now</#if>. Panels do not die together: it is what feeds them, most likely their breaker.
do: Look at the solar breakers in your electrical panel: is one tripped or switched off? Switch it off fully, then on.
do: If it trips again, leave it off and call an electrician: there is a fault in the wiring.
do: If all breakers are on, ask your installer: a connector of the trunk cable on the roof may be open.
false: Somebody switched this circuit off for work. Say so with pvs-watch incidents maintenance.
<#break>

<#case "system-off">
title: the whole system is off
over: the system produces again
what: Nothing is produced, in sunshine that allows it.
why: <#if has("expected_kwh")>At least ${words.energy(f.expected_kwh)} were to be expected by now. </#if>The PVS answers, so it has power; all panels make nothing at once.
do: Look at the main solar breaker and the disconnect switch: is one off or tripped? Switch it off fully, then on.
do: Is there power in the street? After an outage inverters wait at least five minutes before they start.
do: If the breaker is on and it stays so for an hour, call your installer.
false: Snow on all panels, an outage in the street, or somebody working on the system.
<#break>

<#case "system-low">
title: the whole system makes less than it should
over: the system makes what it should again
what: All panels alike make <#if has("share_of_usual")>${words.share(f.share_of_usual)} of <#else>less than </#if>what the weather allows.
why: Judged on several bright days, by the weather service and what this system made of such weather before. That is less exact than comparing panels, so it is told late.
do: Look at the panels from the ground: dust, pollen or ash lies on all of them alike. A good rain or a cleaning brings it back.
do: Compare with the meter of your utility: does it show as much export as usual for such days?
do: If neither explains it, ask your installer whether the output of the system was limited.
false: Smoke or haze that the weather service does not know, snow that melts slowly, an export limit.
<#break>

<#case "meter-off">
title: ${name} counts nothing
over: ${name} counts again
what: <#if looks("the PVS does not list")>The PVS does not list it any more.<#else>It counts nothing while the panels produce.</#if>
why: <#if looks("the PVS does not list")>It has been missing from every answer<#if has("missing_hours")> for ${no("missing_hours", 0)} hours</#if>, while the other devices are there.<#else>The panels produce at the same time. No energy is lost: only the counting is.</#if>
do: Restart the PVS: switch its breaker off for one minute and on again.
do: If it does not come back, ask your installer to look at the meter's current transformers in the electrical panel.
false: Work in the electrical panel; a firmware update of the PVS that is not finished.
<#break>

<#case "meter-wrong">
title: ${name} counts wrong
over: ${name} counts right again
what: It does not agree with the panels<#if diagnosis != "">: ${diagnosis?replace(":", ",")}</#if>.
why: <#if has("counts_of_usual")>It shows ${words.share(f.counts_of_usual)} of what it used to show beside the sum of all panels. That sum is exact to less than a per cent, so it is the meter.<#elseif has("meter_kw")>It shows ${words.power(f.meter_kw)} while the panels produce.</#if> No energy is lost, but what is reported of it is wrong, also to whoever pays for it.
do: Was anybody working in the electrical panel on that day? Then a current transformer was moved or turned around.
do: Ask an electrician or your installer to check the two current transformers of this meter: the arrow must point as its label says.
false: New panels that are not known yet. Restart this program after adding some.
<#break>

<#case "consumption-reversed">
title: the consumption meter is the wrong way round
over: the consumption meter is right again
what: At night the house seems to give energy to the grid, which it cannot: the consumption meter is the wrong way round.
why: <#if has("net_import_tonight_kwh")>It showed ${words.energy(-f.net_import_tonight_kwh)} of export last night. </#if>There is no battery and no sun then. House load, import and export are wrong until it is mended; production is right.
do: Ask an electrician or your installer to turn the current transformers of the consumption meter around.
false: A battery, a generator or a car that feeds the house and that the PVS does not know.
<#break>

<#case "grid-voltage">
title: the voltage of the grid is unusual
over: the voltage of the grid is as usual
what: The voltage of the grid is <#if has("voltage_v")>${no("voltage_v", 1)} V<#else>not as usual</#if>.
why: It stayed more than 6 per cent off its usual value, measured by the PVS.
do: If lights flicker or inverters stop at noon, tell your utility: it must keep the voltage in range.
false: A transformer of the utility that was set anew; then this is the new usual.
<#break>

<#case "leg-imbalance">
title: the two legs of your supply differ, a loose neutral does that
over: the two legs of your supply agree again
what: The voltages of the two legs differ<#if has("leg_difference_v")> by ${no("leg_difference_v", 1)} V</#if>. A loose neutral does that, and it can damage appliances and start a fire.
why: Measured by the meter for an hour without a pause. In a healthy supply the legs differ by one or two volts.
do: Call your utility's emergency number today; they check the neutral at the meter without charge.
do: Until then switch off and unplug sensitive appliances.
do: If the utility finds nothing, call an electrician for the main panel.
false: A very large load on one leg alone; then the difference goes with that load.
<#break>

<#case "hot">
title: ${name} runs hot
over: ${name} is no hotter than its neighbours
what: The inverter of ${name} is much hotter than its neighbours'.
why: <#if has("heatsink_c")>It reached ${words.temperature(f.heatsink_c)}, </#if><#if has("heatsink_c")>at<#else>At</#if> least ${words.warmer(15.0)} more than they, on several days.
do: Look whether leaves or a nest lie under the panel.
do: Nothing more for now; if it begins to stop when hot, you will hear of it.
false: A place on the roof without wind, which was always so.
<#break>

<#case "pvs-restarts">
title: ${name} restarts again and again
over: ${name} runs steadily again
what: It keeps starting anew<#if has("restarts_in_a_day")>: ${words.count(f.restarts_in_a_day, "time", "times")} in a day</#if><#if has("restarts_in_a_week")>, ${words.count(f.restarts_in_a_week, "time", "times")} in a week</#if>.
why: Its own clock of running time began again each time. Panels go on producing without it; what is reported has gaps.
do: Check its power: the plug, the breaker and the network cable's power supply.
do: Look at its place: it must not stand in the sun or be wet.
do: If it goes on, ask your installer for another PVS before it fails for good.
false: Power cuts in the house, or a firmware update in several steps.
<#break>

<#case "pvs-storage">
title: the storage of ${name} runs out
over: ${name} has room again
what: The flash storage of ${name} <#if has("flash_wear_percent")>is worn out<#else>is filling up</#if>. When it is full, the PVS stops reporting and may not start again.
why: <#if has("flash_wear_percent")>The PVS itself says that ${no("flash_wear_percent", 0)} per cent of its life are used.<#elseif has("flash_available_kib")>Its lowest free space of a day is ${no("flash_available_kib", 0)} KiB<#if has("change_kib_per_day")> and changes by ${no("change_kib_per_day", 0)} KiB a day</#if>.</#if>
do: Restart the PVS: switch its breaker off for one minute and on again. That often frees room.
do: Poll it less often (pvs.poll-cron): each answer makes it write.
do: If it goes on, ask your installer for another PVS before it fails.
false: A log that the PVS itself clears in a few days.
<#break>

<#case "pvs-unreachable">
title: ${name} does not answer
over: ${name} answers again
what: It gives no answer. What the panels make is not known until it does.
why: <#if has("hours_without_answer")>It was asked again and again for ${no("hours_without_answer", 0)} hours. </#if>This program itself was running. The panels most likely work as ever: their counters tell what they made once it answers.
do: Look at the PVS: is its light on? If not, look at its breaker.
do: Restart it: breaker off for one minute and on again. Restart your router too if other devices have trouble.
do: If it has another address now: pvs-watch find tells it.
false: A new router or network name; the PVS is well and only its address changed.
<#break>

<#case "shade-growth">
title: a shadow grows on ${name}
over: the shadow on ${name} is gone
what: It gets less sun than before<#if has("from_azimuth_degrees")> from the ${words.compass(f.from_azimuth_degrees)}</#if>.
why: It is as good as ever at other hours, so it is not the panel.<#if has("share_of_sun_lost")> At the places of the sun on that side ${words.share(f.share_of_sun_lost)} of its light is gone.</#if>
do: Look <#if has("from_azimuth_degrees")>to the ${words.compass(f.from_azimuth_degrees)} of<#else>around</#if> the panel: a tree that grew, a new antenna, chimney or building.
do: A tree can be cut in winter, when it shades most. If it is there to stay, say so: pvs-watch incidents accept with the id below.
false: A crane or scaffold that will be gone soon.
<#break>

<#case "own-absence">
title: nobody watched
over: PVS Watch watches again
what: PVS Watch was not running, so nobody asked the PVS.
why: There is neither an answer nor a failed attempt in that time.
do: If that was not on purpose, look why the computer was off: power, card, or a stopped service.
false: You stopped it yourself.
<#break>

<#default>
title: ${kind} of ${name}
over: ${kind} of ${name} is over
what: ${diagnosis}
why: pvs-watch incidents tells more.
</#switch>
<#assign labels = {
  "evidence_sun_hours": ["Without energy", "h of full sun", 1], "silent_sun_hours": ["Silent", "h of full sun", 1],
  "expected_kwh": ["To be expected then", "kWh", 2], "dc_voltage_v": ["DC voltage, last measured", "V", 1], "dc_current_a": ["DC current, last measured", "A", 2],
  "dc_voltage_working_v": ["DC voltage at work", "V", 1],
  "dc_voltage_of_others_v": ["DC voltage of its neighbours", "V", 1], "days_with_dropouts": ["Days with dropouts", "of 14", 0],
  "panels": ["Panels", "", 0], "leg_difference_v": ["Difference of the legs", "V", 1], "voltage_v": ["Voltage", "V", 1],
  "meter_kw": ["The meter shows", "kW", 2], "missing_hours": ["Missing", "hours", 0], "hours_without_answer": ["Without an answer", "hours", 0],
  "restarts_in_a_day": ["Starts in a day", "", 0], "restarts_in_a_week": ["Starts in a week", "", 0],
  "flash_available_kib": ["Free flash", "KiB", 0], "change_kib_per_day": ["Change of free flash", "KiB a day", 0],
  "flash_wear_percent": ["Wear of the flash", "per cent", 0], "from_azimuth_degrees": ["Direction of the shadow", "° of the compass", 0],
  "net_import_tonight_kwh": ["Net import of the night", "kWh", 2]
}>
<#assign shares = {
  "heard_by_meter_share": "Its part by the production meter", "share_of_usual": "Share of its usual",
  "share_of_sun_lost": "Light that is gone", "counts_of_usual": "Counts, of what is usual"
}>
<#list f as key, value>
<#if labels[key]??>
saw: ${labels[key][0]} | ${words.number(value, labels[key][2])} ${labels[key][1]}
<#elseif shares[key]??>
saw: ${shares[key]} | ${words.share(value)}
<#elseif key == "measured_minutes_ago">
saw: Last measured | ${words.minutes(value)} before
<#elseif key == "heatsink_c">
saw: Heat sink | ${words.temperature(value)}
<#elseif key == "hotter_than_neighbours_k">
saw: Hotter than its neighbours | ${words.warmer(value)}
<#else>
saw: ${key?replace("_", " ")?cap_first} | ${words.number(value, 2)}
</#if>
</#list>
