# The story that deploy/quickstart.sh tells: one winter of a talent office, step by step.
# Sourced, with bin, demo, var, HOUNIAO_TARGET and HOUNIAO_DATA_DIR set. Stops at the first surprise.

if [[ -t 1 && -z ${NO_COLOR:-} ]]; then bold=$'\e[1m' dim=$'\e[2m' plain=$'\e[0m'; else bold= dim= plain=; fi

chapter() { printf '\n%s== %s%s\n' "$bold" "$1" "$plain"; }
tell() { printf '%s\n' "$1"; }
command_line() {
  local words=() word
  for word in "$@"; do
    [[ $word =~ ^[A-Za-z0-9_./:=@%+,-]+$ ]] && words+=("$word") || words+=("'$word'")
  done
  printf '%s$ talentctl %s%s\n' "$dim" "${words[*]}" "$plain"
}
# Shows a command and what it prints.
run() {
  command_line "$@"
  "$bin/talentctl" "$@"
}
# The same for a command that must be refused with the exit code given first.
refused() {
  local expected=$1 code=0
  shift
  command_line "$@"
  "$bin/talentctl" "$@" 2>&1 || code=$?
  if ((code != expected)); then
    echo "story: expected exit code $expected, got $code" >&2
    return 1
  fi
  printf '%s(exit code %d, as it should)%s\n' "$dim" "$code" "$plain"
}
# Runs without showing.
quietly() { "$bin/talentctl" "$@" >/dev/null; }

# The people of the story. Nobody plays two parts.
clerk=(--as user:wang.jingban --role clerk)
arbiter=(--as user:ma.zhongcai --role clerk)
hr=(--as user:chen.hr --role enterprise --employer employers/demo-ningchu)
other_hr=(--as user:lin.hr --role enterprise --employer employers/demo-mindian)
reviewer=(--as user:li.shenhe --role reviewer)
approver=(--as user:zhao.shenpi --role approver)
disburser=(--as user:sun.chuna --role disburser)

load_the_register() {
  chapter "1. An office opens: codes, calendar, policies, employers, demands, people"
  run clock show
  run apply --summary -f "$demo/employers" -f "$demo/projects" -f "$demo/demands" -f "$demo/budgets" \
    -f "$demo/policies"
  "$bin/houniao-demo" --seed 42 --talents 2000 --teams 40 --out "$var/demo"
  tell ""
  tell "A register of 2,000 people comes as a file. A dry run first: seven rows are wrong on purpose."
  refused 1 import talents "$var/demo/talents.csv" --dry_run
  tell ""
  tell "The office takes the rest; the seven go back to whoever wrote them."
  refused 1 import talents "$var/demo/talents.csv"
  run apply --summary -f "$var/demo/teams.yaml"
}

find_the_expert() {
  chapter "2. An enterprise needs a storage expert (PCS, EMS) for 63 days from December to March"
  run "${hr[@]}" match demo-storage-expert -k 10
  tell ""
  tell "Why is 陈国栋, who knows as much, not among them?"
  run "${hr[@]}" explain demo-storage-expert hn-0002
  tell ""
  tell "And she, the first of the list: where else could she serve?"
  run "${clerk[@]}" match --talent hn-0001 --top 5
}

book_her() {
  chapter "3. Held, confirmed; the same days cannot be had twice"
  run "${hr[@]}" engage hold demo-storage-expert hn-0001 --days 63 --id demo-winter
  run "${clerk[@]}" engage confirm demo-winter
  tell ""
  tell "A second enterprise wants her for the same winter:"
  refused 5 "${other_hr[@]}" engage hold demo-pcs-commissioning hn-0001 \
    --on 2025-12-01,2025-12-02,2025-12-03,2025-12-04,2025-12-05,2025-12-06
  run "${clerk[@]}" availability hn-0001 --from 2025-12-01 --to 2026-03-31
  tell ""
  tell "All other storage posts at once, planned and not yet booked:"
  run "${clerk[@]}" plan --industry 3849 --title '2025 年冬季' --dry_run
}

serve_the_days() {
  chapter "4. The winter passes: 63 days of service, recorded, confirmed by the unit, one disputed"
  run clock to 2026-04-01
  run "${clerk[@]}" days record demo-winter --booked --work '储能变流器调试与能量管理策略' --place 宁储园区
  local day
  day=$("$bin/talentctl" list engagements/demo-winter/serviceDays --all --order_by date -o json |
    sed -nE 's/.*"name": "engagements\/demo-winter\/serviceDays\/([0-9-]+)".*/\1/p' | sed -n 20p)
  run "${hr[@]}" days dispute demo-winter "$day" --reason '门禁没有当天记录'
  run "${hr[@]}" days confirm demo-winter
  run "${arbiter[@]}" days settle demo-winter "$day" --upheld --settlement '当天在并网现场，有工作票为证'
}

ask_what_she_is_due() {
  chapter "5. What is she entitled to?"
  run "${clerk[@]}" evaluate hn-0001 ningde-flexible-2020 chongqing-service-card quanzhou-silver-age-2026 \
    --engagement demo-winter --fact 'programmes=[]' --fact silver-age-honour=true \
    --fact rehired-by-own-unit=false --fact contract-months=12
}

pay_her() {
  chapter "6. The case: every step with its due date, no two steps by one person"
  run "${clerk[@]}" case open hn-0001 ningde-flexible-2020 --id demo --engagement demo-winter \
    --every_document --fact 'programmes=[]' --payee_name 沈月华 --payee_account 6222020000000019 \
    --payee_bank 宁德某银行 --submit
  run clock advance 2d
  run "${reviewer[@]}" case review demo --note '材料齐全，服务天数属实'
  run "${reviewer[@]}" case notice demo --channel 区政府网站
  run clock advance 10d
  run "${reviewer[@]}" case close-notice demo --resolution '公示期内无异议'
  tell ""
  tell "Whoever reviewed cannot approve:"
  refused 6 --as user:li.shenhe --role reviewer --role approver case approve demo
  run "${approver[@]}" case approve demo --note '同意'
  run clock advance 1d
  run "${approver[@]}" payment commit demo
  tell ""
  tell "Whoever approved cannot pay:"
  refused 6 --as user:zhao.shenpi --role approver --role disburser payment pay demo --bank_reference X
  run "${disburser[@]}" payment pay demo --bank_reference YH-20260414-01
  run clock advance 1d
  run "${clerk[@]}" payment settle demo --note '本人电话确认到账'
  run case show demo
}

close_the_books() {
  chapter "7. On time? And do the books and the trail hold?"
  run report on-time --from 2026-01-01 --to 2026-06-30
  run ledger verify
  run audit verify
}

count_of() { "$bin/talentctl" list "$1" --all -o json | grep -cE "^ *\"name\": \"$1/" || true; }

tell_the_story() {
  load_the_register
  find_the_expert
  book_her
  serve_the_days
  ask_what_she_is_due
  pay_her
  close_the_books
  printf '\n'
}

story_counts() {
  printf '%s talents, %s teams, %s employers, %s demands, %s policies, 63 days served, 1 case paid' \
    "$(count_of talents)" "$(count_of teams)" "$(count_of employers)" "$(count_of demands)" \
    "$(count_of policies)"
}
