// SPDX-License-Identifier: Apache-2.0
package argine.investigate.face;

/** How a report looks in a browser and on paper, and what the browser may load for it: nothing. */
final class Style {
    static final String POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:";

    static final String SHEET =
            """
            :root {
              --paper: #fbfaf8; --card: #fff; --ink: #1d1f22; --soft: #5c6167; --hair: #e2dfda;
              --code: #f3f1ed; --alarm: #b3261e; --calm: #2f6b4f; --bar: #7b838b;
              --sans: system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", "Noto Sans",
                "Liberation Sans", Arial, sans-serif;
              --mono: ui-monospace, SFMono-Regular, Menlo, Consolas, "DejaVu Sans Mono", monospace;
            }
            @media (prefers-color-scheme: dark) {
              :root {
                --paper: #15171a; --card: #1c1f23; --ink: #e7e5e1; --soft: #a2a7ad; --hair: #33373c;
                --code: #23272c; --alarm: #ff8a7d; --calm: #86cfa9; --bar: #858d96;
              }
            }
            * { box-sizing: border-box; }
            html { -webkit-text-size-adjust: 100%; }
            body {
              margin: 0; background: var(--paper); color: var(--ink);
              font: 16px/1.55 var(--sans); font-variant-numeric: tabular-nums;
            }
            header, main, footer { max-width: 56rem; margin: 0 auto; padding: 0 1.5rem; }
            header { padding-top: 3.5rem; }
            .kicker { margin: 0 0 .75rem; color: var(--soft); font-size: .875rem; }
            h1 {
              margin: 0; font-size: clamp(1.35rem, 1.05rem + 1.6vw, 2rem); line-height: 1.3;
              font-weight: 600; letter-spacing: -.012em; text-wrap: pretty; overflow-wrap: anywhere;
            }
            h1 b { font-weight: 750; color: var(--calm); }
            .wrong h1 b { color: var(--alarm); }
            .lead { margin: 1rem 0 0; color: var(--soft); font-size: 1.0625rem; max-width: 44rem; }
            nav ul { margin: 1.5rem 0 0; padding: 0; list-style: none; display: flex; flex-wrap: wrap;
              gap: .25rem 1.5rem; }
            a { color: inherit; text-underline-offset: .2em; text-decoration-color: var(--soft); }
            h2 {
              margin: 4rem 0 0; padding-top: 1.5rem; border-top: 3px solid var(--ink);
              font-size: 1.4rem; line-height: 1.3; font-weight: 650; overflow-wrap: anywhere;
            }
            .breach > h2 { border-color: var(--alarm); }
            h2 small { display: block; margin-top: .2rem; color: var(--soft); font-size: .95rem;
              font-weight: 400; }
            h3 { margin: 2.75rem 0 .75rem; font-size: 1.05rem; font-weight: 650; }
            h4 { margin: 0 0 .5rem; font-size: .9rem; font-weight: 600; color: var(--soft); }
            p { max-width: 44rem; overflow-wrap: anywhere; }
            .glance { display: grid; grid-template-columns: repeat(4, 1fr); gap: 1px; margin: 1.75rem 0 0;
              background: var(--hair); border: 1px solid var(--hair); border-radius: 8px;
                overflow: hidden; }
            .glance div { background: var(--card); padding: .9rem 1rem 1rem; display: flex;
              flex-direction: column-reverse; justify-content: flex-end; }
            .glance dt { color: var(--soft); font-size: .8125rem; line-height: 1.35; }
            .glance dd { margin: 0; font-size: 1.625rem; line-height: 1.25; font-weight: 600;
              letter-spacing: -.01em; }
            .facts { margin: 1.5rem 0 0; display: grid; grid-template-columns: 9rem 1fr; gap: .45rem 1rem; }
            .facts dt { color: var(--soft); }
            .facts dd { margin: 0; overflow-wrap: anywhere; }
            .time { margin: 0; padding: 0; list-style: none; }
            .time li { display: grid; grid-template-columns: 9rem 1fr; gap: 1rem; }
            .time time { color: var(--soft); padding-bottom: .7rem; }
            .time span { border-left: 2px solid var(--hair); padding: 0 0 .7rem 1.25rem;
              position: relative; overflow-wrap: anywhere; }
            .time span::before { content: ""; position: absolute; left: -5px; top: .5em; width: 8px;
              height: 8px;
              border-radius: 50%; background: var(--soft); }
            figure { margin: 0; }
            figcaption { margin-top: .5rem; color: var(--soft); font-size: .875rem; }
            .wide { overflow-x: auto; }
            svg { display: block; width: 100%; min-width: 40rem; height: auto; font: 12px var(--sans); }
            svg text { fill: var(--ink); } svg .number { fill: var(--soft); }
              svg .name { font-weight: 600; font-size: 13px; }
            .accepted { fill: var(--ink); } .breach .accepted { fill: var(--alarm); }
            .delivered, .deferred, .bounced { fill: var(--bar); }
            .grid, .day { stroke: var(--hair); } .day { stroke-dasharray: 2 3; }
              .base { stroke: var(--soft); }
            table { border-collapse: collapse; width: 100%; font-size: .9375rem; }
            caption { text-align: left; color: var(--soft); font-size: .875rem; padding-bottom: .25rem; }
            th, td { padding: .5rem 1rem .5rem 0; text-align: left; vertical-align: top;
              border-bottom: 1px solid var(--hair);
              font-weight: 400; unicode-bidi: isolate; }
            thead th { color: var(--soft); font-size: .8125rem; white-space: nowrap; }
            td, tbody th { overflow-wrap: anywhere; min-width: 9.5rem; }
            th:last-child, td:last-child { padding-right: 0; }
            td.n, th.n { text-align: right; white-space: nowrap; min-width: 0; }
            td.key, th.key { white-space: nowrap; min-width: 0; }
            td.share, th.share { width: 20%; min-width: 5rem; }
            .share i { display: block; height: .7rem; margin-top: .4rem; min-width: 2px;
              background: var(--bar); border-radius: 1px; }
            .breach .share i { background: var(--alarm); }
              .breach .pairs .share i { background: var(--bar); }
            h2 + .wide { margin-top: 1.25rem; }
            .pairs { display: grid; grid-template-columns: repeat(auto-fit, minmax(20rem, 1fr));
              gap: 0 3rem; }
            .evidence { margin: 0; padding: 0; list-style: none; }
            .evidence > li { padding: 1rem 0 1.1rem; border-top: 1px solid var(--hair); }
            .evidence > li:first-child { border-top: 0; padding-top: 0; }
            .evidence p { margin: .15rem 0 .6rem; font-weight: 550; }
            .tag { color: var(--soft); font-size: .8125rem; }
            .tag b { font-weight: 650; color: var(--ink); }
            pre, code, .log { font: .8125rem/1.55 var(--mono); }
            .log { margin: .4rem 0 0; padding: .55rem .8rem; background: var(--code); border-radius: 6px;
              overflow-wrap: anywhere; unicode-bidi: isolate; }
            .log cite { display: block; font-style: normal; color: var(--soft); }
            pre { margin: 0; padding: 1rem 1.1rem; background: var(--code); border-radius: 6px;
              border-left: 3px solid var(--ink);
              white-space: pre-wrap; overflow-wrap: anywhere; user-select: all; }
            pre, pre code { font-size: .875rem; }
            details { margin-top: .75rem; } summary { cursor: pointer; color: var(--soft);
              font-size: .9rem; }
            details > .wide { margin-top: .5rem; }
            .more { color: var(--soft); font-size: .9rem; margin: .6rem 0 0; }
            .names { margin: 0; padding-left: 1.1rem; overflow-wrap: anywhere; }
            footer { margin-top: 4rem; padding-bottom: 3rem; color: var(--soft); font-size: .875rem; }
            :focus-visible { outline: 2px solid var(--soft); outline-offset: 3px; }
            @media (max-width: 40rem) {
              header, main, footer { padding-left: 1.1rem; padding-right: 1.1rem; }
                header { padding-top: 2rem; }
              .glance { grid-template-columns: 1fr 1fr; }
              .facts { grid-template-columns: 1fr; gap: 0; } .facts dd { margin-bottom: .7rem; }
              .time li { grid-template-columns: 1fr; gap: 0; } .time time { padding: 0; }
              .time span { border: 0; padding-left: 0; } .time span::before { display: none; }
              .pairs { grid-template-columns: 1fr; }
              .data { min-width: 34rem; }
            }
            @media print {
              :root { --paper: #fff; --card: #fff; --ink: #000; --soft: #444; --hair: #bbb; --code: #f4f4f4;
                --alarm: #a01810; --calm: #1c5a3c; --bar: #777; }
              body { font-size: 10.5pt; } header { padding-top: 0; } h2, h3, h4 { break-after: avoid; }
              figure, tr, .evidence > li, .glance, pre { break-inside: avoid; } nav { display: none; }
              svg { min-width: 0; } i, rect { print-color-adjust: exact;
                -webkit-print-color-adjust: exact; }
            }
            """;

    private Style() {}
}
