import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/**
 * The words of one language. Slots: {@code {n}} a thing, {@code {p}} a place, {@code {o}} an organisation, {@code {v}} what it
 * did, {@code {t}} when, {@code {d}} a number, {@code {w}} who said it.
 */
record Words(String gap, int paragraphs, List<String> things, List<String> places, List<String> organisations,
    List<String> deeds, List<String> times, List<String> voices, List<String> sentences, List<String> titles,
    List<String> headings, List<String> remarks, List<String> names) {

  String pick(SplittableRandom dice, List<String> from) {
    return from.get(dice.nextInt(from.size()));
  }

  String slot(char slot, SplittableRandom dice) {
    return switch (slot) {
      case 'n' -> pick(dice, things);
      case 'p' -> pick(dice, places);
      case 'o' -> pick(dice, organisations);
      case 'v' -> pick(dice, deeds);
      case 't' -> pick(dice, times);
      case 'w' -> pick(dice, voices);
      case 'd' -> dice.nextInt(3) == 0
          ? String.format(Locale.ROOT, "%.1f", dice.nextInt(10, 990) / 10.0) : String.valueOf(dice.nextInt(2, 9_000));
      default -> throw new IllegalArgumentException("no such slot: " + slot);
    };
  }

  private static List<String> list(String words) {
    return List.of(words.strip().split("\\s*[|\\n]\\s*"));
  }

  static Words of(String lang) {
    return switch (lang) {
      case "zh-Hans" -> new Words("", 12,
          list("""
              新能源汽车|动力电池|光伏组件|存储芯片|智能手机|工业机器人|跨境电商|冷链物流|预制菜|短视频|云计算|数据中心|大豆期货
              高速铁路|海上风电|城市更新|公共租赁住房|职业教育|养老服务|社区医院|国产大飞机|卫星互联网|低空物流|人民币债券|黄金
              原油|铜精矿|水稻新品种|海水淡化|氢燃料卡车|开源软件|语言模型|数字藏品|二手车|快递柜|电影票房|演唱会|露营装备|咖啡豆
              茶饮连锁|网络游戏|体育彩票|马拉松赛事|古籍修复|博物馆文创|地铁新线|港口吞吐量|集装箱运价|民用无人机|储能电站|充电桩"""),
          list("""
              上海|深圳|杭州|成都|武汉|西安|苏州|长沙|合肥|青岛|厦门|昆明|哈尔滨|乌鲁木齐|海口|重庆|东京|新加坡|首尔|吉隆坡
              法兰克福|孟买|圣保罗|开罗|悉尼|珠三角|长三角|京津冀|西部地区|东北三省|中亚五国|欧洲市场|北美市场|拉美"""),
          list("""
              市统计局|行业协会|省交通厅|国家气象中心|一家上市公司|三家头部企业|当地商会|多家券商|中央银行|证券交易所|海关|邮政部门
              农业科研所|省立医院|理工大学课题组|铁路公司|电网公司|航空公司|船运公司|消费者协会|一支创业团队|监管部门|评级机构
              城市规划院|文物局|教育主管部门|一家家电厂商|芯片代工厂|电池供应商|平台企业"""),
          list("""
              公布了最新数据|上调了全年预期|下调了出厂价格|宣布扩建第二条生产线|与合作伙伴签署了框架协议|完成了首次试运行
              推迟了原定的交付时间|公开征求意见|启动了新一轮招标|发布了年度报告|将产能提高了近三成|关闭了部分门店|引入了自动分拣系统
              与地方政府达成一致|把重点转向海外订单|对传闻作出了回应|取消了额外收费|召回了一批产品|获得了安全认证|回购了部分股份
              延长了服务时间|开放了全部接口|调整了补贴标准|建立了联合实验室|披露了季度亏损|修订了技术规范|降低了准入门槛"""),
          list("""
              昨日|上周五|本月初|今年前三季度|去年同期|清晨|收盘之前|本周内|过去十年间|下个月|春节之后|雨季到来之前|凌晨时分
              会议结束后|合同到期时|试点期间|暑假期间|年底之前"""),
          list("""
              业内人士认为|一位不愿具名的分析师表示|公告写道|负责人在接受采访时说|多名居民反映|研究报告指出|记者从现场了解到
              与会专家提醒|一位从业二十年的技师说|投资者普遍担心|文件明确提出"""),
          list("""
              {t}，{o}{v}，涉及{n}的订单约{d}万件。
              {w}，{p}的{n}需求比预期更强，价格在{d}元附近波动。
              受此影响，{p}与{p}之间的{n}运输时间缩短到{d}小时。
              {o}{v}，这是继{t}之后的又一次调整。
              {w}，如果{n}的成本不能下降，{d}家中小企业将难以为继。
              从数据看，{p}的{n}同比增长{d}%，环比下降{d}%。
              不过，{o}并未说明{n}的具体时间表，只表示将在{t}公布细则。
              {t}，{p}有{d}人参与了{n}的试点，反馈总体平稳。
              对比{p}，{p}在{n}方面起步较晚，但{o}已经{v}。
              {w}，{n}不是孤立的生意，它牵动着上下游{d}多个环节。
              “我们并不追求速度，”{o}的一位主管说，“{n}首先要安全。”
              截至{t}，{o}共投入{d}亿元用于{n}，其中近一半流向{p}。
              {p}的做法是先在{d}个街区试行，再视{n}的运行情况推广。
              值得注意的是，{n}与{n}之间的界限正在变得模糊。"""),
          list("""
              {p}{n}迎来新变化：{o}{v}
              {o}{v}，{n}何去何从
              {n}观察：{p}的{d}天
              从{p}到{p}，{n}走了多远
              {t}，{n}价格为何上涨{d}%
              {d}家企业竞逐{n}，谁能留在{p}"""),
          list("{p}的经验|{n}为何重要|{o}怎么说|接下来的{d}个月|成本与{n}|{n}的另一面|争议与回应|{p}之外"),
          list("""
              在{p}住了十年，{n}的变化看得很清楚。
              数据能不能附上来源？{d}%这个数字和{o}公布的不一样。
              支持，希望{p}也能早点跟上。
              {n}涨价以后，我们店的客人少了一半。
              同意楼上，{o}{v}其实是迟早的事。
              写得很清楚，谢谢作者。
              有没有人去{p}看过现场？
              不太乐观，{t}也说过同样的话。
              {n}的维修才是大问题，没人提。"""),
          list("林晓|周宁|陈一帆|沈秋|何田|顾南|许若|白石|江月|程远|陆川|苏木|谢安|方圆|叶青|唐棠"));
      case "ja" -> new Words("", 12,
          list("""
              電気自動車|全固体電池|半導体装置|産業用ロボット|訪日観光|再生可能エネルギー|洋上風力|中古住宅|地方鉄道|介護サービス
              冷凍食品|動画配信|生成AI|量子計算機|人工衛星|水素ステーション|漁業資源|米の新品種|伝統工芸|図書館|学校給食|路線バス
              物流倉庫|電子書籍|サイバー防衛|災害備蓄|空き家対策|航空貨物|国債利回り|円相場|家庭用蓄電池|植物工場|宅配ロッカー
              音楽フェス|地域通貨|温泉街|高校野球|将棋中継|酒蔵|アニメ制作"""),
          list("""
              東京|大阪|名古屋|札幌|仙台|新潟|金沢|広島|福岡|那覇|北海道東部|瀬戸内|首都圏|関西圏|台北|上海|シンガポール
              ソウル|シリコンバレー|ベルリン|九州各県|東北沿岸|四国山地|中部地方|離島"""),
          list("""
              経済産業省|気象庁|県の教育委員会|地元の商工会議所|大手電機メーカー|国立研究所|鉄道会社|市立病院|日本銀行|業界団体
              新興企業3社|私立大学の研究室|農協|漁協|消費者庁|格付け会社|映像制作会社|航空会社|通信会社|市議会の委員会"""),
          list("""
              新しい方針を示した|最新の統計を公表した|計画の見直しを決めた|実証実験を始めた|値上げを見送った|工場の増設を発表した
              共同研究の契約を結んだ|予定を半年遅らせた|意見の募集を始めた|海外企業と提携した|赤字を計上した|設備の一部を更新した
              営業時間を延ばした|補助の対象を広げた|製品を自主回収した|安全基準を改めた|運賃を引き下げた|窓口を一本化した"""),
          list("""
              昨夜|先週|今月上旬|昨年度|今年の春|来月末|過去10年で|取引終了後|梅雨入り前|夏休み中|年末までに|午前の会合で|3年ぶりに
              契約の更新時に|試行期間中に"""),
          list("""
              関係者によると|専門家の一人は次のように語る。|報告書によれば|会見では|利用者からは|現場を取材すると|市の担当者は
              アナリストの間では|住民説明会では"""),
          list("""
              {t}、{o}は{n}について{v}。対象は約{d}件に上る。
              {w}{p}の{n}は前年より{d}%伸びたという。
              一方で、{p}では{n}の人手不足が続き、{d}社が募集を続けている。
              {o}が{v}ことで、{n}の費用は{d}万円ほど下がる見通しだ。
              {w}{n}と{n}を分けて考えることは難しくなっている。
              {p}から{p}まで、{n}を運ぶのに{d}時間かかる。
              {o}は「{n}は急がず、安全を優先する」と説明した。
              {t}、{p}の{d}世帯が{n}の調査に協力した。
              ただし{o}は、{n}の詳しい日程を明らかにしていない。
              {p}の取り組みは、{n}を{d}か所で試してから広げる点に特徴がある。
              {n}をめぐっては、{o}が{t}に{v}経緯がある。
              数字だけを見れば{d}%の改善だが、{p}の実感とは隔たりがある。"""),
          list("""
              {p}の{n}、{o}が動く
              {n}はどこへ向かうのか――{p}の{d}日
              {o}が{v}、{n}に広がる波紋
              {n}、{d}%増の理由
              {p}と{p}をつなぐ{n}
              検証・{n}と{p}のいま"""),
          list("{p}の現場から|{n}の背景|{o}の見方|残る課題|これからの{d}年|費用と{n}|{n}の歴史|声を聞く"),
          list("""
              {p}に住んでいますが、{n}の変化は実感しています。
              {d}%という数字の出典を教えてください。
              丁寧な記事でした。ありがとうございます。
              {o}の説明とは少し違う気がします。
              {n}の維持費についても知りたいです。
              {t}も同じことを言っていたような。
              賛成です。{p}でも早く始めてほしい。
              現地を見てきましたが、静かなものでした。"""),
          list("佐伯|水野|青木|川島|森|三浦|長谷|小田|葉山|遠野|白井|高瀬|若林|早川|石橋|冬木"));
      case "ko" -> new Words(" ", 12,
          list("""
              전기차|이차전지|메모리 반도체|조선업|해상풍력|원격의료|공공임대주택|지역화폐|광역철도|웹툰|음원 시장|수소버스|스마트팜
              편의점 도시락|중고 거래|초등 돌봄|도서관|공연장|항공 화물|데이터센터|인공지능 모델|위성 통신|로봇 청소기|김 수출|쌀 재고
              전통 시장|한옥 마을|야구장|마라톤 대회|기준금리|원화 환율|국채|소형 원자로|폐배터리|배달 수수료|택배 분류|자율주행 셔틀"""),
          list("""
              서울|부산|인천|대구|대전|광주|울산|제주|강릉|전주|수원|포항|여수|경기 남부|수도권|동남권|도쿄|타이베이|하노이|뉴욕
              베를린|두바이|강원 산간|서해 도서"""),
          list("""
              통계청|한국은행|시의회|국토교통부|지역 상공회의소|대학 연구팀|대형 유통사|통신사|조선소|시립병원|교육청|기상청|소비자원
              스타트업 세 곳|증권사|전력회사|철도 운영사|농협|문화재단|반도체 장비 업체"""),
          list("""
              새로운 계획을 내놓았다|올해 전망치를 높였다|가격을 동결했다|시범 운영을 시작했다|두 번째 공장을 짓기로 했다
              업무 협약을 맺었다|일정을 석 달 미뤘다|의견 수렴에 들어갔다|분기 실적을 공개했다|일부 노선을 줄였다|지원 대상을 넓혔다
              안전 기준을 고쳤다|제품을 회수했다|수수료를 낮췄다|공동 연구실을 열었다|운영 시간을 늘렸다|추가 인력을 뽑았다"""),
          list("""
              지난주|어제 오후|이달 초|올해 상반기|작년 같은 기간|장 마감 뒤|다음 달 말|최근 10년 사이|장마가 오기 전|설 연휴 뒤|연말까지
              회의가 끝난 뒤|시범 기간에|새벽에"""),
          list("""
              업계 관계자에 따르면|한 연구원은|보고서에 따르면|주민들은|현장에서 만난 기술자는|담당자의 설명으로는|전문가들은|공시를 보면"""),
          list("""
              {t} {p}에서 {n} 수요가 {d}% 늘었다.
              {w} {n} 가격이 {d}만 원 안팎에서 움직이고 있다고 한다.
              {o} 측은 {n} 관련 대책을 두고 {v}.
              {p}의 경우 {n} 이용자가 {d}명을 넘어섰다.
              다만 {n} 비용이 내려가지 않으면 업체 {d}곳이 버티기 어렵다는 지적도 나온다.
              {t} {o} 자료를 보면 {p}와 {p}의 차이가 뚜렷하다.
              {o} 관계자는 “{n}, 무엇보다 안전이 먼저”라고 말했다.
              {w} {n} 문제를 {n} 문제와 따로 볼 수 없다고 한다.
              {p}에서는 먼저 {d}개 동네에서 시험한 뒤 {n} 사업을 넓힐 예정이다.
              구체적인 일정은 아직 없지만 {t} 세부 내용이 나올 것으로 보인다.
              {n} 예산 {d}억 원 가운데 절반가량이 {p}에 쓰였다.
              {t} {o} 발표 이후 시장의 반응은 엇갈렸다."""),
          list("""
              {p} {n}, {o}의 선택
              {n} {d}% 증가, 이유는
              {n}의 내일을 묻다 — {p}에서 보낸 {d}일
              {o}, {n} 두고 {v}
              {p}에서 {p}까지, {n} 이야기"""),
          list("{p}의 경험|{n}의 배경|{o}의 입장|남은 과제|앞으로 {d}개월|비용과 {n}|현장의 목소리|{n} 그 이후"),
          list("""
              {p}에 사는데 {n} 변화가 정말 느껴져요.
              {d}%라는 수치, 출처를 알 수 있을까요?
              잘 읽었습니다. 고맙습니다.
              {o} 발표와는 조금 다른 것 같습니다.
              {n} 유지비 이야기도 다뤄 주세요.
              {p}에도 빨리 생겼으면 좋겠네요.
              {t} 들은 말과 똑같네요.
              직접 가 보니 생각보다 조용했습니다."""),
          list("민서|지우|하늘|도윤|서연|예준|은채|시우|가람|나래|다온|라온|보람|새벽|이든|해솔"));
      default -> new Words(" ", 10,
          list("""
              electric buses|battery storage|container freight|public libraries|night trains|offshore wind|rice futures|memory chips
              language models|school meals|city bonds|rooftop solar|used cars|fish stocks|river dredging|satellite links
              heat pumps|parcel lockers|open-source tools|film archives|coffee exports|rural clinics|ferry routes|desalination
              copper prices|street markets|data centres|bicycle lanes|grain storage|regional airports|translation software"""),
          list("""
              Lisbon|Nairobi|Osaka|Hanoi|Rotterdam|Lagos|Busan|Winnipeg|Tallinn|Valparaíso|Chennai|Leipzig|Auckland|the delta
              the northern ports|the Gulf coast|the island provinces|Central Asia|the old quarter|the western suburbs"""),
          list("""
              the statistics office|the port authority|a regional bank|the rail operator|two start-ups|the teachers' union
              a listed manufacturer|the weather service|the city council|a university group|the grid operator|the trade ministry
              an airline|the museum trust|a rating agency|the growers' association|the health board|a shipping line"""),
          list("""
              published new figures|raised its forecast for the year|postponed the opening|signed a framework agreement
              lowered its prices|announced a second plant|opened a public consultation|recalled a batch of parts
              extended its opening hours|reported a quarterly loss|changed the safety rules|widened the subsidy
              closed several branches|hired three hundred people|released the source code|bought back shares"""),
          list("""
              last week|on Friday|earlier this month|over the past decade|before the rains|after the hearing|by the end of the year
              during the trial|at dawn|once the contract ended|in the third quarter|next spring"""),
          list("""
              Analysts say that|According to the report,|Residents say that|One engineer explained that|The notice says that
              People close to the talks say that|Our own count shows that"""),
          list("""
              In {p}, demand for {n} rose by {d} per cent {t}.
              {w} {n} will cost about {d} a unit once {p} follows.
              For {n}, {o} {v} {t}, and few had expected it.
              {w} the line between {n} and {n} has all but gone.
              The journey from {p} to {p} now takes {d} hours, which changes the arithmetic of {n}.
              However, {o} would not give a date for {n}, saying only that details follow {t}.
              Some {d} households in {p} took part in the trial of {n}, and most of them stayed.
              “We are in no hurry,” a manager said; with {n}, safety comes first.
              Of the {d} million set aside for {n}, nearly half went to {p}.
              What {p} did differently was to try {n} in {d} streets before it tried the rest.
              It matters because {o} {v} on the same day."""),
          list("""
              What {n} did to {p}
              {n}: {d} days in {p}
              Why {o} {v}
              From {p} to {p}, by way of {n}
              The price of {n} rose by {d} per cent, and then"""),
          list("What {p} learned|Behind {n}|The next {d} months|The cost of {n}|Objections|Beyond {p}|How {n} began"),
          list("""
              I live in {p} and can confirm the part about {n}.
              Is there a source for the {d} per cent?
              Thanks, that was clear.
              This is not what {o} said {t}.
              Nobody mentions what {n} cost to maintain.
              I hope {p} is next.
              Went to see it {t}; it was quieter than I thought."""),
          list("Ada|Ben|Cleo|Dora|Emil|Fay|Gus|Hana|Ivo|June|Kit|Lena|Milo|Nell|Omar|Pia"));
    };
  }
}
