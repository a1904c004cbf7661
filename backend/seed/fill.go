//go:build !js

package main

import (
	"context"
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"time"

	"pingban/backend/api"
	"pingban/backend/store"
	"pingban/internal/cases"
	"pingban/internal/clock"
)

// plan is how large a team is made.
type plan struct {
	agents, cases, events, years int
	seed                         uint64
	now                          time.Time
}

var (
	surnames = []rune("王李张刘陈杨赵黄周吴徐孙马胡朱郭何罗高林")
	products = []string{"纯棉四件套", "羽绒被", "记忆枕", "儿童凉席", "法兰绒毯", "蚕丝被", "床垫保护套", "遮光窗帘", "懒人沙发套", "浴巾三件套"}
	skus     = []string{"1.5 米", "1.8 米", "2.0 米", "浅灰", "雾蓝", "奶白"}
	shops    = []string{"晨屿旗舰店", "晨屿家纺专营店", "棉语生活馆"}
	reviews  = []string{"洗了一次就掉色", "比图片暗很多", "尺寸偏小，盖不住", "物流太慢，等了一个星期", "客服半天不回", "少发了一个枕套", "包装破了，边上有污渍", "闻着有味道"}
	notes    = []string{"已电话致歉，买家同意补发", "买家要求全额退款，先退差价", "已解释色差来自灯光，买家还在考虑", "约好周三再联系", "仓库确认少件，今天补发", "买家不接电话，旺旺留言"}
	rules    = []string{"inducement-cashback", "contact-wechat", "threat-report", "promise-always", "insult-plain"}
	actions  = []string{"shown", "shown", "shown", "fixed", "fixed", "ignored", "sent", "reported"}
	done     = []string{cases.StatusResolved, cases.StatusResolved, cases.StatusResolved, cases.StatusExplained, cases.StatusGivenUp}
)

const batch = 400

// filler makes events in the order of time and stores them in batches.
type filler struct {
	plan
	rng     *rand.Rand
	store   *store.Store
	waiting map[string][]cases.Event // by actor
	n       int
	at      time.Time
}

// fill makes the team and gives its lead's token.
func (p plan) fill(ctx context.Context, s *store.Store) (string, error) {
	token, hash := api.NewDeviceToken()
	if err := s.CreateTeam(ctx, "seed", "晨屿售后", "seed-1", "member-0", "刘主管", hash, p.now.AddDate(-p.years, 0, 0)); err != nil {
		return "", err
	}
	f := &filler{plan: p, rng: rand.New(rand.NewPCG(p.seed, 1)), store: s, waiting: map[string][]cases.Event{}}
	for i := range p.agents {
		name := "小" + string(surnames[i%len(surnames)])
		if i >= len(surnames) {
			name += "二"
		}
		_, code := api.NewDeviceToken()
		if err := s.AddCode(ctx, store.Code{Hash: code, Team: "seed", Kind: "invite", Role: "agent", By: "member-0", Expires: p.now}, p.now.AddDate(-p.years, 0, 0)); err != nil {
			return "", err
		}
		_, device := api.NewDeviceToken()
		if _, _, err := s.Redeem(ctx, store.Redemption{CodeHash: code, Member: agent(i), Name: name, TokenHash: device}, p.now.AddDate(-p.years, 0, 0)); err != nil {
			return "", err
		}
	}
	return token, f.cases(ctx)
}

func agent(i int) string { return fmt.Sprintf("member-%d", i+1) }

// cases makes each case with its share of the events; what one case has follows its review closely,
// as it does in life, so time goes up from case to case.
func (f *filler) cases(ctx context.Context) error {
	begin := f.now.AddDate(-f.years, 0, 0)
	span := f.now.Sub(begin)
	left := f.events
	for i := range f.plan.cases {
		f.at = begin.Add(span / time.Duration(f.plan.cases) * time.Duration(i))
		share := left / (f.plan.cases - i)
		if i < f.plan.cases-1 {
			share = max(1, share/2+f.rng.IntN(share+1))
		}
		share = min(share, left-(f.plan.cases-i-1))
		left -= share
		f.one(i, share)
		if f.n >= batch {
			if err := f.flush(ctx); err != nil {
				return err
			}
		}
	}
	return f.flush(ctx)
}

// one makes a case of so many events.
func (f *filler) one(i, share int) {
	id := fmt.Sprintf("taobao:%d:%d", 3_000_000_000_000_000_000+int64(i)*7919, 600_000_000_000+int64(i%40))
	who := agent(f.rng.IntN(f.agents))
	order, item := id[7:26], id[27:]
	rating := []string{"bad", "bad", "neutral", "good"}[f.rng.IntN(4)]
	f.add(who, id, cases.ReviewSeen, cases.ReviewBody{
		Platform: []string{"taobao", "tmall"}[f.rng.IntN(2)], Order: order, Item: item, Product: pick(f.rng, products), SKU: pick(f.rng, skus),
		Shop: pick(f.rng, shops), Buyer: "云**" + string(surnames[f.rng.IntN(len(surnames))]), Text: pick(f.rng, reviews),
		Rating: rating, RatedAt: f.at.In(clock.CST).Format(time.RFC3339),
	})
	for n := range share - 1 {
		switch {
		case n == 0:
			f.field(who, id, cases.FieldAssignee, who)
		case n == 1 && (f.rng.IntN(10) > 0 || f.now.Sub(f.at) > 60*24*time.Hour):
			f.field(who, id, cases.FieldStatus, pick(f.rng, done))
		case n == 2:
			f.field(who, id, cases.FieldReasons, []string{pick(f.rng, cases.Reasons)})
		default:
			f.other(who, id)
		}
	}
}

func (f *filler) other(who, id string) {
	switch f.rng.IntN(6) {
	case 0:
		f.add(who, id, cases.Contact, cases.ContactBody{Channel: pick(f.rng, cases.Channels[:3]), Result: pick(f.rng, notes), When: f.at.In(clock.CST).Format(time.RFC3339)})
	case 1:
		f.add(who, id, cases.Compensation, cases.CompensationBody{Amount: fmt.Sprintf("%d.50", 1+f.rng.IntN(40)), Form: pick(f.rng, []string{"补发", "退差价", "优惠券"}), Why: "商品问题"})
	case 2:
		f.add(who, id, cases.FindingEvent, cases.FindingBody{Rule: pick(f.rng, rules), Label: "review_inducement", Action: pick(f.rng, actions)})
	case 3:
		f.add(who, id, cases.ScriptUsed, cases.ScriptBody{Script: fmt.Sprintf("script-%d", f.rng.IntN(40)), Edited: f.rng.IntN(3) == 0})
	default:
		f.add(who, id, cases.Note, cases.NoteBody{Text: pick(f.rng, notes)})
	}
}

func (f *filler) field(who, id, name string, value any) {
	text, _ := json.Marshal(value) // of our own types
	f.add(who, id, cases.Field, cases.FieldBody{Name: name, Value: text})
}

func (f *filler) add(who, id string, kind cases.Kind, body any) {
	text, _ := json.Marshal(body) // of our own types
	const digits = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
	name := make([]byte, 26)
	for i := range name {
		name[i] = digits[f.rng.IntN(32)]
	}
	name[0] = '0'
	f.waiting[who] = append(f.waiting[who], cases.Event{ID: string(name), Case: id, Kind: kind, At: f.at.In(clock.CST).Format(time.RFC3339), Body: text})
	f.n++
}

func (f *filler) flush(ctx context.Context) error {
	for i := range f.agents {
		who := agent(i)
		if len(f.waiting[who]) == 0 {
			continue
		}
		if _, err := f.store.Append(ctx, "seed", who, f.waiting[who], f.at.Add(time.Duration(5+f.rng.IntN(300))*time.Minute)); err != nil {
			return err
		}
	}
	f.waiting, f.n = map[string][]cases.Event{}, 0
	return nil
}

func pick[T any](rng *rand.Rand, of []T) T { return of[rng.IntN(len(of))] }
